using Utrace.Conform.Output;
using Utrace.Conformance.Exploration;
using Utrace.Reference;

namespace Utrace.Conform.Documents;

/// <summary>An exploration in the shape that is printed.</summary>
internal static class ExploreReports
{
    /// <summary>Several cases.</summary>
    public static ExploreReport Of(Profile profile, IReadOnlyList<(ExplorationResult Result, ITransitionSystem System)> explored) => new(
        ProfileWords.Of(profile),
        explored.Sum(e => (long)e.Result.States),
        explored.Sum(e => (long)e.Result.Transitions),
        explored.All(e => e.Result.IsComplete),
        [.. explored.Select(e => Of(e.Result, e.System))]);

    /// <summary>What was cut, in words; null where nothing was.</summary>
    public static string? CutOf(ExplorationResult result) => result switch
    {
        { Cut: not ExplorationCut.None } => $"states are missing: the bound on {Bound(result.Cut)} was reached",
        { HistoriesCut: not ExplorationCut.None } => $"all states seen, but histories are missing: the bound on {Bound(result.HistoriesCut)} was reached",
        _ => null,
    };

    private static ExploredCase Of(ExplorationResult r, ITransitionSystem system) => new(
        r.Scenario.Id,
        r.Scenario.Hash,
        r.States,
        r.Transitions,
        r.Depth,
        r.StatesWithHistories,
        r.Outcomes?.Count,
        r.IsComplete,
        CutOf(r),
        [.. r.FiredRules.Select(n => system.Describe(n).Step).Distinct(StringComparer.Ordinal)],
        [.. r.Findings.Select(Of)]);

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
