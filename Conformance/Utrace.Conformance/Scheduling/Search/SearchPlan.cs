namespace Utrace.Conformance.Scheduling.Search;

/// <summary>Which strategies a policy uses, in which order and how long.</summary>
internal static class SearchPlan
{
    /// <summary>Most bugs need two or three ordering constraints.</summary>
    private const int PctDepth = 3;

    /// <summary>The stages, made one by one.</summary>
    /// <param name="budget">What is asked for.</param>
    /// <param name="contexts">How many contexts there are.</param>
    /// <param name="reached">The highest bound that was exhausted so far; null: none.</param>
    public static IEnumerable<SearchStage> Of(ScheduleBudget budget, int contexts, Func<int?> reached)
    {
        var all = budget.MaxSchedules;
        return budget.Policy switch
        {
            SearchPolicy.Auto => new[] { Systematic(contexts, (all + 1) / 2) }.Concat(Bounded(contexts, all - all / 4, budget, reached)).Append(Portfolio(budget, contexts)),
            SearchPolicy.Systematic => [Systematic(contexts, all)],
            SearchPolicy.Unreduced => [new([("dfs", new DepthFirst(contexts))], all)],
            SearchPolicy.Bounded => Bounded(contexts, all, budget, reached),
            SearchPolicy.Portfolio => [Portfolio(budget, contexts)],
            SearchPolicy.RandomWalk => [new([RandomWalk(budget.Seed)], all)],
            SearchPolicy.Pct => [new([Pct(contexts, budget.Seed)], all)],
            SearchPolicy.Pos => [new([Pos(contexts, budget.Seed)], all)],
            _ => throw new ArgumentOutOfRangeException(nameof(budget), budget.Policy, "No such policy."),
        };
    }

    private static SearchStage Systematic(int contexts, long until) => new([("dpor", new Dpor(contexts))], until);

    /// <summary>One bound after another, as long as the one before was exhausted.</summary>
    private static IEnumerable<SearchStage> Bounded(int contexts, long until, ScheduleBudget budget, Func<int?> reached)
    {
        for (var bound = 0; bound <= (budget.MaxPreemptions ?? int.MaxValue) && (bound == 0 || reached() >= bound - 1); bound++)
        {
            yield return new([(FormattableString.Invariant($"bound {bound}"), new DepthFirst(contexts, bound))], until) { Bound = bound };
        }
    }

    private static SearchStage Portfolio(ScheduleBudget budget, int contexts) =>
        new([RandomWalk(budget.Seed), Pos(contexts, budget.Seed), Pct(contexts, budget.Seed)], budget.MaxSchedules);

    private static (string Name, IStrategy Strategy) RandomWalk(ulong seed) => ("random walk", new RandomWalk(seed));

    private static (string Name, IStrategy Strategy) Pct(int contexts, ulong seed) => (FormattableString.Invariant($"pct {PctDepth}"), new Pct(PctDepth, contexts, seed));

    private static (string Name, IStrategy Strategy) Pos(int contexts, ulong seed) => ("pos", new Pos(contexts, seed));
}
