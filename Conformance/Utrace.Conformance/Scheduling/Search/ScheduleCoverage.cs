using System.Collections.Immutable;

namespace Utrace.Conformance.Scheduling.Search;

/// <summary>What a search did, exactly.</summary>
public sealed record ScheduleCoverage
{
    /// <summary>Schedules that were run to their end.</summary>
    public required long Schedules { get; init; }

    /// <summary>Schedules that were begun and ended early, because all that could follow was seen before.</summary>
    public required long Cut { get; init; }

    /// <summary>Schedules that were cut because they had more steps than the budget allows; never exhausted with one of them.</summary>
    public required long TooLong { get; init; }

    /// <summary>Mazurkiewicz traces among <see cref="Schedules"/>: two schedules are of one trace when they differ only in the order of independent steps.</summary>
    public required long Classes { get; init; }

    /// <summary>Whether every trace of the program was run.</summary>
    public required bool IsExhausted { get; init; }

    /// <summary>Every schedule with at most so many preemptions was run; null where not even those without any were. Says nothing more where <see cref="IsExhausted"/>.</summary>
    public required int? PreemptionBound { get; init; }

    /// <summary>Whether the caller stopped the search.</summary>
    public required bool IsStopped { get; init; }

    /// <summary>What each strategy did, in the order of their first schedule.</summary>
    public required ImmutableArray<StrategyCount> Strategies { get; init; }

    /// <summary>The most steps that a schedule had.</summary>
    public required int DeepestSteps { get; init; }

    /// <summary>The most preemptions that a schedule had.</summary>
    public required int MostPreemptions { get; init; }

    /// <summary>Races met: a variable, and two contexts of which one writes it, next to each other in the happens-before order of some schedule.</summary>
    public required int Races { get; init; }

    /// <summary>Those of <see cref="Races"/> that were met in both orders.</summary>
    public required int RacesInBothOrders { get; init; }

    /// <summary>The budget it was done with.</summary>
    public required ScheduleBudget Budget { get; init; }
}
