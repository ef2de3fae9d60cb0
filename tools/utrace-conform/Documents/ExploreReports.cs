using Utrace.Conform.Output;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Verdicts;
using Utrace.Reference;

namespace Utrace.Conform.Documents;

/// <summary>An exploration in the shape that is printed.</summary>
internal static class ExploreReports
{
    /// <summary>Several cases.</summary>
    public static ExploreReport Of(Profile profile, ExploreOrigin origin, IReadOnlyList<Explored> explored) => new(
        ProfileWords.Of(profile),
        origin,
        explored.Sum(e => (long)e.Result.States),
        explored.Sum(e => (long)e.Result.Transitions),
        explored.All(e => e.Result.IsComplete),
        [.. explored.Select(Of)],
        explored.Any(e => e.Stats is not null) ? Totals(explored) : null);

    /// <summary>What all cases took.</summary>
    public static ExploreTotals Totals(IReadOnlyList<Explored> explored)
    {
        var fired = explored.SelectMany(e => e.Result.FiredRules).ToHashSet();
        var system = explored[0].System;
        return Totals(
            [.. explored.Select(Of)],
            explored.Sum(e => e.Stats!.Seconds),
            [.. Enum.GetValues<Rule>().Where(r => r is not Rule.None && !fired.Contains((ushort)r)).Select(r => $"{system.Describe((ushort)r).Step} {r}")]);
    }

    /// <summary>What all cases took together.</summary>
    public static ExploreTotals Totals(IReadOnlyList<ExploredCase> cases, double seconds, IReadOnlyList<string> deadRules)
    {
        var reduced = cases.Sum(c => (long)c.Stats!.StatesReduced);
        return new ExploreTotals(
            Math.Round(seconds, 3),
            Rate(cases.Sum(c => (long)c.States + c.StatesWithHistories), seconds),
            reduced,
            Math.Round(cases.Sum(c => (double)c.States) / Math.Max(reduced, 1), 2),
            cases.Max(c => c.Stats!.PeakBytes),
            cases.Count(c => !c.Complete),
            deadRules);
    }

    /// <summary>The exit code: a breach outweighs what was cut.</summary>
    public static int ExitCodeOf(ExploreReport report) =>
        report.Cases.Any(c => c.Breaches.Count > 0) ? ExitCode.Violation
        : report.Complete ? ExitCode.Conformant
        : ExitCode.Inconclusive;

    /// <summary>States per second.</summary>
    public static long Rate(long states, double seconds) => (long)(states / Math.Max(seconds, 1e-6));

    /// <summary>What was cut, in words; null where nothing was.</summary>
    public static string? CutOf(ExplorationResult result) => result switch
    {
        { Cut: not ExplorationCut.None } => $"states are missing: the bound on {Bound(result.Cut)} was reached",
        { HistoriesCut: not ExplorationCut.None } => $"all states seen, but histories are missing: the bound on {Bound(result.HistoriesCut)} was reached",
        _ => null,
    };

    private static ExploredCase Of(Explored explored) => Of(explored.Result, explored.System, explored.Stats);

    private static ExploredCase Of(ExplorationResult r, ITransitionSystem system, CaseStats? stats) => new(
        r.Scenario.Id,
        r.Scenario.Hash,
        r.States,
        r.Transitions,
        r.Depth,
        r.StatesWithHistories,
        r.Outcomes?.Count,
        r.IsComplete,
        CutOf(r),
        r.IsReduced,
        [.. r.FiredRules.Select(n => system.Describe(n).Step).Distinct(StringComparer.Ordinal)],
        [.. r.Findings.Select(Of)],
        stats);

    private static BreachItem Of(ExplorationFinding f) => new(
        f.Guarantee,
        f.Kind.ToString().ToLowerInvariant(),
        f.What,
        f.Source?.ToString(),
        [.. f.Trace?.Steps.Select(s => s.Line?.ToString() ?? $"[{s.Context}: {s.Rule.Step} {s.Rule.What}]") ?? []],
        [.. f.Trace?.Waits ?? []]);

    private static string Bound(ExplorationCut cut) => cut switch
    {
        ExplorationCut.Bytes => "memory",
        ExplorationCut.Outcomes => "outcomes",
        _ => "states",
    };
}
