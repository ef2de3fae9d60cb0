using System.CommandLine;
using Utrace.Adapters;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conformance.Sharding;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary>What a run is asked for.</summary>
internal sealed record RunRequest(
    IReadOnlyList<string> Adapters,
    string? Fault,
    string? Variant,
    ControlTier? Tier,
    IReadOnlyList<string> Scenarios,
    IReadOnlyList<string> Guarantees,
    ulong Seed,
    int Jobs,
    ScheduleRequest Schedules,
    IReadOnlyList<string> Reports,
    bool Verbose,
    bool Json,
    WireOptions Wire,
    IReadOnlyList<string> Expectations,
    DateOnly? Today,
    Shard? Shard);

/// <summary>The options of <c>run</c>, and how they are read.</summary>
internal sealed class RunArguments
{
    private static readonly string[] Tiers = Enum.GetNames<ControlTier>();

    private readonly Argument<string[]> _cases = new("SCENARIO") { Description = "Ids or globs of cases, like --scenario", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _adapters = Many("--adapter", "NAME", $"An implementation by name, or {WireEndpoint.Forms}; may be given several times (default: reference and threaded)");
    private readonly Option<string?> _fault = new("--fault") { Description = "Switch on a fault of the threaded implementation", HelpName = "NAME" };
    private readonly Option<string?> _variant = new("--variant") { Description = "Run a legal variant of the threaded implementation", HelpName = "NAME" };
    private readonly Option<string?> _tier = new("--tier") { Description = "How much control: T0 stress, T1 callbacks held open, T2 pause points, many schedules a case (default: T1 where it is offered)", HelpName = "TIER" };
    private readonly Option<string[]> _scenarios = Many("--scenario", "GLOB", "Only cases whose id matches; may be given several times");
    private readonly Option<string[]> _guarantees = Many("--guarantee", "ID", "Only cases that test it; may be given several times");
    private readonly Option<ulong> _seed = new("--seed") { Description = "What random choices begin with", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _jobs = new("--jobs") { Description = "Cases at a time; two per processor where it is not given", HelpName = "N", DefaultValueFactory = _ => CertifyOptions.UsualJobs };
    private readonly ScheduleArguments _schedules = new();
    private readonly Option<string[]> _reports = Many("--report", "FORMAT=FILE", "Write a report: jsonl=FILE or junit=FILE; may be given several times");
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Also say which cases were exhausted at T2, and what ended the search in the others; show every failing case of a kernel of the past" };
    private readonly WireArguments _wire = new();
    private readonly Option<bool> _json = CommandContext.JsonOption("run");
    private readonly ExpectationArguments _expectations = new();
    private readonly Option<string?> _shard = ShardArgument.Option();

    /// <summary>Adds them to the verb.</summary>
    public void AddTo(Command command)
    {
        _adapters.CompletionSources.Add([.. AdapterRegistry.Names]);
        _fault.CompletionSources.Add([.. Utrace.Adapters.Threaded.Faults.All.Select(f => f.Name)]);
        _variant.CompletionSources.Add([.. Utrace.Adapters.Threaded.Variants.All.Select(v => v.Name)]);
        _tier.CompletionSources.Add(Tiers);
        command.Add(_cases);
        foreach (var option in new Option[] { _adapters, _fault, _variant, _tier, _scenarios, _guarantees, _seed, _jobs, _reports, _verbose, _json })
        {
            command.Add(option);
        }

        _schedules.AddTo(command);
        _wire.AddTo(command);
        command.Add(_shard);
        _expectations.AddTo(command);
    }

    /// <summary>What a command line asks for.</summary>
    public RunRequest Read(ParseResult result, Func<string, string> fullPath) => new(
        result.GetValue(_adapters) ?? [],
        result.GetValue(_fault),
        result.GetValue(_variant),
        TierOf(result.GetValue(_tier)),
        [.. result.GetValue(_cases) ?? [], .. result.GetValue(_scenarios) ?? []],
        [.. (result.GetValue(_guarantees) ?? []).Select(g => Guarantees.Get(g, "--guarantee").Id)],
        result.GetValue(_seed),
        result.GetValue(_jobs) is > 0 and var jobs ? jobs : throw Numbers.NotPositive("--jobs", result.GetValue(_jobs)),
        _schedules.Read(result),
        result.GetValue(_reports) ?? [],
        result.GetValue(_verbose),
        result.GetValue(_json),
        _wire.Read(result, fullPath),
        _expectations.Read(result).Files,
        _expectations.Read(result).Today,
        ShardArgument.Read(result.GetValue(_shard)));

    /// <summary>The tier of a word.</summary>
    public static ControlTier? TierOf(string? word) => word is null ? null
        : Array.IndexOf(Tiers, word.ToUpperInvariant()) is >= 0 and var n ? (ControlTier)n
        : throw new UserError(ExitCode.Usage, $"unknown tier '{word}'", "--tier", $"one of {ParseErrors.Join(Tiers)}", "name one of these, or leave --tier out");

    private static Option<string[]> Many(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help, Arity = ArgumentArity.OneOrMore };
}
