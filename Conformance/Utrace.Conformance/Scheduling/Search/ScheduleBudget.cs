namespace Utrace.Conformance.Scheduling.Search;

/// <summary>How much one search may do. The same budget on the same program gives the same schedules.</summary>
public sealed record ScheduleBudget
{
    /// <summary>What a scenario gets where nothing else is asked for.</summary>
    public static ScheduleBudget Default { get; } = new();

    /// <summary>How schedules are chosen.</summary>
    public SearchPolicy Policy { get; init; } = SearchPolicy.Auto;

    /// <summary>How many schedules may be begun, those that are cut included; at least 1.</summary>
    public long MaxSchedules { get; init; } = 200;

    /// <summary>A schedule with more steps is cut: it may never end.</summary>
    public int MaxSteps { get; init; } = 5_000;

    /// <summary>The highest number of preemptions that <see cref="SearchPolicy.Bounded"/> tries; null: as far as the schedules last.</summary>
    public int? MaxPreemptions { get; init; }

    /// <summary>Of the samplers' draws.</summary>
    public ulong Seed { get; init; } = 1;
}
