using System.Collections.Immutable;
using Utrace.Reference;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// Looks at every interleaving of a scenario in a transition system, in two phases. First the system's own graph, breadth first: states, rules, invariants, ends.
/// Then the product of that graph with everything that a log alone decides (histories, patterns, results), also breadth first, on two numbers per state:
/// expectations and the outcome set. A shortest counterexample is a consequence of the order.
/// </summary>
public static class Explorer
{
    /// <summary>Explores. Never throws for a bound that is reached: the result says which.</summary>
    public static ExplorationResult Explore(
        ITransitionSystem system,
        Scenario scenario,
        ExplorationOptions? options = null,
        IProgress<ExplorationProgress>? progress = null,
        CancellationToken cancel = default)
    {
        options ??= ExplorationOptions.Default;
        var symmetry = options.Symmetry is Symmetry.Off ? null : system.Symmetry;
        var (reduce, rename) = (options.Reduction is Reduction.On, options.Symmetry is Symmetry.On ? symmetry : null);
        if (options.Reduction is not Reduction.Auto && ReferenceEquals(rename, symmetry))
        {
            return Explore(system, scenario, options, reduce, rename, progress, cancel);
        }

        // Small enough to look at everything, where traces are shortest; else anew, with what the whole bounds allow.
        var first = options with { MaxStates = Math.Min(options.MaxStates, options.FullStates) };
        var full = Explore(system, scenario, first, reduce, rename, progress, cancel);
        return full.IsComplete || options.MaxStates <= options.FullStates
            ? full
            : Explore(system, scenario, options, options.Reduction is not Reduction.Off, symmetry, progress, cancel);
    }

    private static ExplorationResult Explore(
        ITransitionSystem system,
        Scenario scenario,
        ExplorationOptions options,
        bool reduce,
        ISymmetry? symmetry,
        IProgress<ExplorationProgress>? progress,
        CancellationToken cancel)
    {
        var graph = new ModelGraph(system, symmetry);
        var invariants = new InvariantPhase(system, scenario, graph);
        graph.Build(options, reduce, reduce ? OrderedPatterns.Of(scenario, graph.Labels) : null, invariants.Visit, progress, cancel);
        if (symmetry is not null && !OrderedPatterns.AreSymmetric(scenario, graph))
        {
            return Explore(system, scenario, options, reduce, null, progress, cancel);
        }

        var stuck = graph.Cut is ExplorationCut.None ? new LivenessPhase(system, graph).Findings() : [];

        ProductPhase? product = null;
        var expect = scenario.Expect;
        if (options.TrackOutcomes || HasResultExpectation(scenario) || expect.Always.Length + expect.Never.Length + expect.Sometimes.Length > 0)
        {
            product = new ProductPhase(system, scenario, graph, options);
            product.Run(progress, cancel);
        }

        var fired = invariants.FiredRules();
        return new ExplorationResult
        {
            Scenario = scenario,
            States = graph.States,
            Transitions = graph.Transitions,
            Depth = graph.Depth,
            IsReduced = reduce,
            Renamings = symmetry?.Order ?? 1,
            ReducedStates = graph.Reduced,
            PeakBytes = Math.Max(graph.Bytes + LivenessPhase.BytesOf(graph.States), product?.Bytes ?? 0),
            StatesWithHistories = product?.States ?? 0,
            TransitionsWithHistories = product?.Transitions ?? 0,
            Cut = graph.Cut,
            HistoriesCut = product?.Cut ?? ExplorationCut.None,
            FiredRules = fired,
            FiredGuarantees = [.. fired.SelectMany(r => system.Describe(r).Guarantees).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Findings = [.. invariants.Findings, .. stuck, .. product?.Findings() ?? []],
            Unfinished = product?.Unfinished() ?? [],
            Outcomes = options.TrackOutcomes ? product?.Outcomes() : null,
        };
    }

    private static bool HasResultExpectation(Scenario scenario) =>
        scenario.Actors.SelectMany(a => a.Script)
            .Concat(scenario.Engines.SelectMany(e => e.On).SelectMany(r => r.Do))
            .Any(s => s is CallStep { Expect: not null } or ProbeStep { Expect: not null });
}
