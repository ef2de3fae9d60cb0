using System.CommandLine;
using Utrace.Adapters.Threaded;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Coverage;
using Utrace.Conformance.Running;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;

namespace Utrace.Conform.Commands;

/// <summary><c>coverage</c>: which guarantees are tried, and how well.</summary>
internal static class CoverageCommand
{
    private const int ShownDefects = 5;

    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var json = CommandContext.JsonOption("coverage");
        var untested = new Option<bool>("--untested") { Description = "Only guarantees that no scenario names, each with the reason" };
        var full = new Option<bool>("--full") { Description = "With --json: a row per guarantee, not only the numbers" };
        var command = new ConformCommand("coverage", "Count guarantees: named by a scenario, upheld by a rule that fired, broken by a fault that was caught")
        {
            Examples =
            [
                ("utrace-conform coverage", "a line per guarantee, the numbers last"),
                ("utrace-conform coverage --untested", "what no scenario tries, and why"),
            ],
            Notes = "Runs the self-test for the faults. --untested does not: withFaultKilled is 0 there.\n"
                + "Exit codes: 0; 65 where a guarantee has neither a scenario nor a reason why none can try it, or has both.",
        };
        command.Add(json);
        command.Add(untested);
        command.Add(full);
        command.SetAction(result =>
        {
            var coverage = Count(context, context.RootOf(result), withFaults: !result.GetValue(untested));
            if (result.GetValue(untested))
            {
                coverage = coverage with { Rows = [.. coverage.Rows.Where(r => r.Scenarios.IsEmpty)] };
            }

            if (!result.GetValue(json))
            {
                Print(context, coverage, result.GetValue(untested));
            }
            else if (result.GetValue(full) || result.GetValue(untested))
            {
                context.PrintJson(coverage);
            }
            else
            {
                context.Line(Json.LineOf(coverage.Summary));
            }

            Check(coverage);
            return ExitCode.Conformant;
        });
        return command;
    }

    /// <summary>A guarantee that nothing accounts for is a hole that nobody would see.</summary>
    private static void Check(CoverageResult coverage)
    {
        if (coverage.Defects.IsEmpty)
        {
            return;
        }

        var shown = coverage.Defects.Take(ShownDefects).Select(d => "\n    " + d).Concat(coverage.Defects.Length > ShownDefects ? [$"\n    and {coverage.Defects.Length - ShownDefects} more"] : []);
        throw new UserError(
            ExitCode.BadDocument, $"{Counted.Of(coverage.Defects.Length, "guarantee")} not accounted for:{string.Concat(shown)}", "the catalogue of guarantees",
            "a scenario that names each guarantee, or else a reason why none can try it", coverage.Defects[0].Do);
    }

    private static CoverageResult Count(CommandContext context, string root, bool withFaults)
    {
        var scenarios = ScenarioLibrary.Load(root).All;
        var models = ModelCache.Normative();
        var selftest = withFaults
            ? SelftestCommand.Run(context, Faults.All, scenarios, models, new SelftestOptions(new CertifyOptions(DeadlineUnit.Calibrate())) { Repeats = 0 })
            : null;
        context.Host.Cancel.ThrowIfCancellationRequested();
        return CoverageRun.Of(GuaranteeCatalogue.All, scenarios, models, selftest);
    }

    private static void Print(CommandContext context, CoverageResult coverage, bool untested)
    {
        foreach (var line in Columns.Table([.. coverage.Rows.Select(r => Cells(r, untested))]))
        {
            context.Line(line);
        }

        var s = coverage.Summary;
        context.Line(
            $"coverage: {Counted.Of(s.Guarantees, "guarantee")} ({s.Tier1} in tier 1), {s.WithScenario} named by a scenario, {s.WithRuleFired} upheld by a rule that fired"
            + (untested ? $", {s.WithReason} with a reason why none can try them" : $", {s.WithFaultKilled} with a fault caught and rightly blamed"));
    }

    private static IReadOnlyList<string> Cells(CoverageRow row, bool untested)
    {
        var guarantee = Guarantees.Get(row.Guarantee, "catalogue");
        return untested
            ? [row.Guarantee, $"tier {(int)guarantee.Tier}", Guarantees.WordOf(guarantee.Level), row.Untested ?? "NO REASON: " + guarantee.Statement]
            : [row.Guarantee, $"tier {(int)guarantee.Tier}", $"{row.Scenarios.Length} cases", row.RuleFired ? "rule" : "-", row.Faults.IsEmpty ? "-" : string.Join(' ', row.Faults)];
    }
}
