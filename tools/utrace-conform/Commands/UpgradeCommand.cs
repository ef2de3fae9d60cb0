using System.CommandLine;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Running;
using Utrace.Conformance.Upgrading;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;

namespace Utrace.Conform.Commands;

/// <summary><c>upgrade --from OLD</c>: what is new, what is defined otherwise, and what got worse since an earlier report.</summary>
internal static class UpgradeCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var from = new Option<string>("--from") { Description = "The earlier report: what run --report jsonl=FILE of an earlier kit wrote", HelpName = "OLD", Required = true };
        var to = new Option<string?>("--to") { Description = "A report of this kit to compare with (default: run the implementations of OLD now)", HelpName = "NEW" };
        var adapter = new Option<string[]>("--adapter") { Description = "Run these instead: by name or endpoint; their names must be those in OLD", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
        var json = CommandContext.JsonOption("upgrade");
        var wire = new WireArguments();
        var command = new ConformCommand("upgrade", "Compare with an earlier report: tell new cases, changed definitions and regressions apart")
        {
            Examples =
            [
                ("utrace-conform upgrade --from old.jsonl", "run what old.jsonl is about, and compare"),
                ("utrace-conform upgrade --from old.jsonl --adapter exec:./mine", "the same for an implementation behind a wire"),
                ("utrace-conform upgrade --from old.jsonl --to new.jsonl --json", "compare two reports"),
            ],
            Notes = """
                Exit codes:
                  0   nothing got worse; what failed then and fails now is no news
                  1   a regression: an unchanged case passed, and its earlier log would still pass, but not today's
                  2   no regression, but something that OLD does not answer for: a new or changed case fails, a case is no longer tried, or the kit judges the earlier log otherwise
                  3   neither, but something could not be decided, or one of the two runs was cut
                  64 to 70  as for every verb
                """,
        };
        command.Add(from);
        command.Add(to);
        command.Add(adapter);
        command.Add(json);
        wire.AddTo(command);
        command.SetAction(result =>
        {
            var name = result.GetRequiredValue(from);
            var then = StoredReports.Read(context.FullPath(name), name);
            CheckWhole(then, name);
            var library = ScenarioLibrary.Load(context.RootOf(result));
            var models = ModelCache.Normative();
            var (now, cut) = result.GetValue(to) is { } file
                ? Stored(context, file)
                : Certified(context, then, library, models, result.GetValue(adapter) ?? [], wire.Read(result, context.FullPath));
            CheckSubject(then, now, name);
            var upgrade = UpgradeRun.Of(then, now, cut, KitDefinitions.Of(GuaranteeCatalogue.All, library.All), library.All, models);
            if (result.GetValue(json))
            {
                context.PrintJson(UpgradeReport.Of(upgrade));
            }
            else
            {
                UpgradeText.Print(new Page(context.Host.Out), upgrade, name);
            }

            return upgrade.ExitCode;
        });
        return command;
    }

    private static (IReadOnlyList<CaseVerdict> Verdicts, string? Cut) Stored(CommandContext context, string name)
    {
        var report = StoredReports.Read(context.FullPath(name), name);
        CheckWhole(report, name);
        return (report.ToResult().Verdicts, report.Cut is { } why ? $"{name} is {why}" : null);
    }

    private static (IReadOnlyList<CaseVerdict> Verdicts, string? Cut) Certified(
        CommandContext context, Report then, ScenarioLibrary library, ModelCache models, string[] names, WireOptions wire)
    {
        using var trace = wire.Trace;
        var adapters = AdapterRegistry.Resolve(names.Length > 0 ? names : NamesIn(then), fault: null, wire);
        try
        {
            var options = new CertifyOptions(DeadlineUnit.Calibrate()) { Seed = then.Header.Seed, Tier = then.Header.Tier };
            CertifyResult? result = null;
            LongJob.Run(context.Host.Error, "upgrade", library.All.Length * adapters.Count, step =>
                result = new Certifier(models).Certify(library.All, adapters, options, new Immediate<RunProgress>(_ => step("")), context.Host.Cancel));
            return (result!.Verdicts, result.IsComplete ? null : "the run was ended early");
        }
        finally
        {
            AdapterRegistry.Close(adapters);
        }
    }

    /// <summary>The implementations that the report is about. One behind a wire has a name there, but not the way to it.</summary>
    private static List<string> NamesIn(Report then)
    {
        var names = then.Header.Adapters.Select(a => a.Name).ToList();
        return names.Find(n => !AdapterRegistry.IsKnown(n)) is not { } stranger ? names : throw new UserError(
            ExitCode.Usage, $"the report is about '{stranger}', which the kit cannot start by its name", "--adapter", $"the way to it: {WireEndpoint.Forms}",
            "name it with --adapter, or a report on it with --to");
    }

    /// <summary>A part of a run cannot tell what is missing from what was in another part.</summary>
    private static void CheckWhole(Report report, string name)
    {
        if (report.Header.Shard is { } shard)
        {
            throw new UserError(
                ExitCode.BadDocument, $"a report of shard {shard.Index}/{shard.Count}", name, "a report of a whole run",
                $"put the shards together first: {ConformCommandLine.ProgramName} merge");
        }
    }

    private static void CheckSubject(Report then, IReadOnlyList<CaseVerdict> now, string name)
    {
        var old = then.Header.Adapters.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        if (now.Select(v => v.Adapter).FirstOrDefault(a => !old.Contains(a)) is { } stranger)
        {
            throw new UserError(
                ExitCode.Usage, $"{name} says nothing about {stranger}", "--from", $"a report on {stranger}; it is one on {string.Join(", ", old)}",
                "name the implementation that the report is about, or a report on this one");
        }
    }
}
