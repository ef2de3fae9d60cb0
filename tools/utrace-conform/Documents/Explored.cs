using System.Diagnostics;
using Utrace.Conform.Output;
using Utrace.Conformance.Exploration;
using Utrace.Reference;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Documents;

/// <summary>One explored case.</summary>
/// <param name="Result">What was found.</param>
/// <param name="System">In which model.</param>
/// <param name="Stats">What it took; null where nobody asked.</param>
internal sealed record Explored(ExplorationResult Result, ITransitionSystem System, CaseStats? Stats)
{
    /// <summary>Explores; with statistics once more reduced, for the factor.</summary>
    public static Explored Of(
        Scenario scenario, Profile profile, ExplorationOptions options, bool stats, IProgress<ExplorationProgress>? progress, CancellationToken cancel)
    {
        var system = UtraceModel.Create(scenario, profile);
        var clock = Stopwatch.StartNew();
        var result = Explorer.Explore(system, scenario, options, progress, cancel);
        var seconds = clock.Elapsed.TotalSeconds;
        if (!stats)
        {
            return new Explored(result, system, null);
        }

        var reduced = result.IsReduced || !result.IsComplete
            ? result.States
            : Explorer.Explore(system, scenario, options with { Reduction = Reduction.On, TrackOutcomes = false }, progress: null, cancel).States;
        var renamed = system.Symmetry is null || !result.IsComplete || result.Renamings > 1
            ? result
            : Explorer.Explore(system, scenario, options with { Reduction = result.IsReduced ? Reduction.On : Reduction.Off, Symmetry = Symmetry.On, TrackOutcomes = false }, progress: null, cancel);
        return new Explored(result, system, new CaseStats(
            Math.Round(seconds, 6),
            ExploreReports.Rate((long)result.States + result.StatesWithHistories, seconds),
            reduced,
            Math.Round((double)result.States / reduced, 2),
            result.PeakBytes,
            renamed.Renamings,
            Math.Round((double)result.States / renamed.States, 2)));
    }
}
