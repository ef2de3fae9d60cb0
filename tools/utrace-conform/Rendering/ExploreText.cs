using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conformance.Diagrams;
using Utrace.Conformance.Exploration;
using Utrace.Reference;
using Utrace.Spec.Scenarios;
using static System.FormattableString;

namespace Utrace.Conform.Rendering;

/// <summary>An exploration as a maintainer reads it.</summary>
internal static class ExploreText
{
    private const int LabelWidth = 12;
    private const int LongestDiagram = 80;

    /// <summary>One case: the numbers in a line, then every breach with its shortest interleaving.</summary>
    public static void Print(Page page, Explored explored, Profile profile)
    {
        var result = explored.Result;
        var cut = ExploreReports.CutOf(result);
        page.Line(
            $"{result.Scenario.Id}: {Counted.Of(result.States, "state")}, {Counted.Of(result.Transitions, "transition")}, depth {result.Depth}, "
            + (result.Outcomes is { } o ? $"{Counted.Of(o.Count, "outcome")}, " : "")
            + (result.IsReduced ? "reduced, " : "")
            + (result.Renamings > 1 ? $"symmetric ({result.Renamings} renamings), " : "")
            + (cut ?? "nothing cut") + ", " + Counted.Of(result.Findings.Length, "breach", "breaches"));
        if (cut is not null)
        {
            page.Line("  do: give --max-states or --max-megabytes a larger number, add --reduction on, or make the scenario smaller");
        }

        if (explored.Stats is { } s)
        {
            page.Line(
                $"  stats: {Invariant($"{s.Seconds:F3}")} s, {Invariant($"{s.StatesPerSecond:N0}")} states/s, reduced {Counted.Of(s.StatesReduced, "state")} "
                + Invariant($"({s.ReductionFactor:F2} x fewer), peak {s.PeakBytes / 1024.0 / 1024.0:F1} MiB"));
            if (s.Renamings > 1)
            {
                page.Line(Invariant($"  symmetry: {s.Renamings} renamings of interchangeable actors ({s.SymmetryFactor:F2} x fewer states)"));
            }
        }

        foreach (var note in result.Unfinished)
        {
            page.Line($"  note: in some interleavings {note.Context} {note.What} when nothing can move any more");
        }

        foreach (var finding in result.Findings)
        {
            page.Blank();
            Print(page, result, finding, profile);
        }
    }

    /// <summary>What all cases took.</summary>
    public static void Print(Page page, ExploreTotals totals)
    {
        page.Blank();
        page.Line(
            Invariant($"total: {totals.Seconds:F2} s of work, {totals.StatesPerSecond:N0} states/s (with histories), reduced {totals.StatesReduced} states ({totals.ReductionFactor:F2} x fewer), ")
            + Invariant($"peak {totals.PeakBytes / 1024.0 / 1024.0:F1} MiB, {totals.Cut} cut"));
        page.Line(totals.DeadRules.Count == 0 ? "dead rules: none" : $"dead rules ({totals.DeadRules.Count} fired in no case): {string.Join(", ", totals.DeadRules)}");
    }

    /// <summary>How far a large case is; <paramref name="seconds"/> since this phase of it began.</summary>
    public static string Progress(Scenario scenario, ExplorationProgress p, double seconds) => Invariant(
        $"exploring {scenario.Id}{(p.WithHistories ? " with histories" : "")}: {p.States} states, {p.Expanded / Math.Max(seconds, 1e-6):N0}/s, frontier {p.States - p.Expanded}");

    /// <summary>What it took: not among the results, which are the same each time.</summary>
    public static string Pace(long states, double seconds) => Invariant(
        $"explored {states} states, histories included, in {seconds:F2} s: {states / Math.Max(seconds, 1e-6):N0} states/s");

    /// <summary>The last line.</summary>
    public static string Verdict(ExploreReport report)
    {
        var breaches = report.Cases.SelectMany(c => c.Breaches).ToList();
        var broken = breaches.Select(b => b.Guarantee).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var incomplete = report.Cases.Count(c => !c.Complete);
        return $"explore: {report.Profile}, {Counted.Of(report.Cases.Count, "case")}, {Counted.Of(report.States, "state")}, "
            + $"{Counted.Of(report.Transitions, "transition")}, "
            + (incomplete == 0 ? "nothing cut" : $"{Counted.Of(incomplete, "case")} cut") + ", "
            + (breaches.Count == 0 ? "no breach" : $"{Counted.Of(breaches.Count, "breach", "breaches")} of {string.Join(", ", broken)}")
            + (report.Origin.Shard is { } shard ? $", shard {shard}" : "");
    }

    private static void Print(Page page, ExplorationResult result, ExplorationFinding finding, Profile profile)
    {
        page.Line($"BREACH {result.Scenario.Id} in the model, profile {ProfileWords.Of(profile)}", "bold red");
        page.Field("why", result.Scenario.Why, 2, LabelWidth);
        GuaranteeLines.Print(page, "breaks", [finding.Guarantee]);
        page.Field("observed", finding.What, 2, LabelWidth);
        if (finding.Source is { } source)
        {
            page.Field("expected at", source.ToString(), 2, LabelWidth);
        }

        if (finding.Trace is { } trace)
        {
            page.Line($"  {(result.IsReduced ? "an interleaving (the case was reduced: a shorter one may exist)" : "shortest interleaving")}, {Counted.Of(trace.Steps.Length, "step")} (\u00b7 is a step that no log shows):");
            var diagram = LaneDiagram.OfTrace(result.Scenario, trace, new DiagramOptions { ShowHidden = true, MaxRows = LongestDiagram });
            foreach (var line in diagram.TrimEnd('\n').Split('\n'))
            {
                page.Line("    " + line);
            }

            foreach (var wait in trace.Waits)
            {
                page.Line("    " + wait);
            }
        }
        else
        {
            page.Line("  no interleaving of the model shows it");
        }

        page.Line("  " + "repeat".PadRight(LabelWidth) + $"utrace-conform explore '{result.Scenario.Id}' --profile {ProfileWords.Of(profile)}");
    }
}
