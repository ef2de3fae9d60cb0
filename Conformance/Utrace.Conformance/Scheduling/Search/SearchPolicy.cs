namespace Utrace.Conformance.Scheduling.Search;

/// <summary>How a search chooses its schedules.</summary>
public enum SearchPolicy
{
    /// <summary>Systematic first; where that does not end within its part of the budget, by ascending number of preemptions; the rest is sampled by the portfolio.</summary>
    Auto,

    /// <summary>Depth first with dynamic partial-order reduction: one schedule of every Mazurkiewicz trace.</summary>
    Systematic,

    /// <summary>Depth first without reduction: every interleaving. The oracle of the reduced search.</summary>
    Unreduced,

    /// <summary>Every interleaving with no preemption, then with one, and so on: the first violation found has the fewest. No reduction within a bound.</summary>
    Bounded,

    /// <summary>The samplers in turn: random walk, POS, PCT.</summary>
    Portfolio,

    /// <summary>Every step to any of those that can go on.</summary>
    RandomWalk,

    /// <summary>Probabilistic concurrency testing: random priorities, changed at a few random steps.</summary>
    Pct,

    /// <summary>Partial-order sampling: random priorities, drawn again for whoever raced.</summary>
    Pos,
}
