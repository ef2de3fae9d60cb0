using System.CommandLine;
using Utrace.Adapters;
using Utrace.Conform.Cli;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary>What a run at T2 is asked for; null: what is usual.</summary>
internal sealed record ScheduleRequest(long? Schedules, int? Preemptions, SearchPolicy? Policy, bool GoesOn)
{
    /// <summary>These options mean nothing where the kit does not choose schedules.</summary>
    public void Check(ControlTier? tier)
    {
        var given = Schedules is not null ? "--schedules" : Preemptions is not null ? "--preemptions" : Policy is not null ? "--strategy" : GoesOn ? "--keep-going" : null;
        if (given is not null && tier is not ControlTier.T2)
        {
            throw new UserError(
                ExitCode.Usage, $"{given} without --tier T2", given, "--tier T2: only there the kit chooses schedules", $"add --tier T2, or leave {given} out");
        }
    }

    /// <summary>The options with these wishes.</summary>
    public CertifyOptions Apply(CertifyOptions options)
    {
        var budget = options.Schedules;
        return options with
        {
            GoesOn = GoesOn,
            Schedules = budget with
            {
                MaxSchedules = Schedules ?? budget.MaxSchedules,
                MaxPreemptions = Preemptions ?? budget.MaxPreemptions,
                Policy = Policy ?? (Preemptions is null ? budget.Policy : SearchPolicy.Bounded),
            },
        };
    }
}

/// <summary>The options of T2, and how they are read.</summary>
internal sealed class ScheduleArguments
{
    /// <summary>What help says of them.</summary>
    public const string Notes = """
        At T2 the kit says at every pause point of the implementation who goes on. Strategies (--strategy):
          auto     dfs first; where that needs more than its share, by number of preemptions, then the portfolio (default)
          dfs      depth first with dynamic partial-order reduction: one schedule of each class that can differ
          all      depth first without reduction: every interleaving
          bounded  every interleaving without a preemption, then with one, and so on; --preemptions N ends there
          portfolio, random, pct, pos   samplers, in turn or alone; --seed
        A schedule that fails is minimised and printed as a line for 'utrace-conform replay'.
        """;

    private static readonly (string Word, SearchPolicy Policy)[] Policies =
    [
        ("auto", SearchPolicy.Auto), ("dfs", SearchPolicy.Systematic), ("all", SearchPolicy.Unreduced), ("bounded", SearchPolicy.Bounded),
        ("portfolio", SearchPolicy.Portfolio), ("random", SearchPolicy.RandomWalk), ("pct", SearchPolicy.Pct), ("pos", SearchPolicy.Pos),
    ];

    private readonly Option<long?> _schedules = new("--schedules") { Description = "T2: schedules a case at most", HelpName = "N" };
    private readonly Option<int?> _preemptions = new("--preemptions") { Description = "T2: only schedules with at most so many preemptions (strategy bounded)", HelpName = "N" };
    private readonly Option<string?> _strategy = new("--strategy") { Description = "T2: how schedules are chosen", HelpName = "NAME" };
    private readonly Option<bool> _goesOn = new("--keep-going") { Description = "T2: do not end a case at its first failure; show every kind of failure" };

    /// <summary>The word of a policy.</summary>
    public static string WordOf(string policy) =>
        Policies.FirstOrDefault(p => string.Equals(p.Policy.ToString(), policy, StringComparison.Ordinal)).Word ?? policy;

    /// <summary>Adds them to the verb.</summary>
    public void AddTo(Command command)
    {
        _strategy.CompletionSources.Add([.. Policies.Select(p => p.Word)]);
        foreach (var option in new Option[] { _schedules, _preemptions, _strategy, _goesOn })
        {
            command.Add(option);
        }
    }

    /// <summary>What a command line asks for.</summary>
    public ScheduleRequest Read(ParseResult result)
    {
        var request = new ScheduleRequest(
            result.GetValue(_schedules), result.GetValue(_preemptions), PolicyOf(result.GetValue(_strategy)), result.GetValue(_goesOn));
        if (request.Schedules < 1)
        {
            throw Numbers.NotPositive("--schedules", request.Schedules.Value);
        }

        if (request.Preemptions < 0)
        {
            throw new UserError(
                ExitCode.Usage, FormattableString.Invariant($"{request.Preemptions} is too small"), "--preemptions", "a whole number from 0", "give --preemptions a larger number, or leave it out");
        }

        if (request is { Preemptions: not null, Policy: not null and not SearchPolicy.Bounded })
        {
            throw new UserError(
                ExitCode.Usage, $"--preemptions does not go with --strategy {result.GetValue(_strategy)}", "--preemptions with --strategy",
                "--strategy bounded, the only one that counts preemptions", "leave one of them out");
        }

        return request;
    }

    private static SearchPolicy? PolicyOf(string? word)
    {
        if (word is null)
        {
            return null;
        }

        foreach (var (known, policy) in Policies)
        {
            if (string.Equals(known, word, StringComparison.Ordinal))
            {
                return policy;
            }
        }

        var names = Policies.Select(p => p.Word).ToList();
        throw new UserError(
            ExitCode.Usage, $"unknown strategy '{word}'" + ParseErrors.DidYouMean(word, names), "--strategy", $"one of {ParseErrors.Join(names)}",
            $"{ConformCommandLine.ProgramName} run --help says what each does");
    }
}
