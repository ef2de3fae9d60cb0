namespace Utrace.Conformance.Scheduling.Search;

/// <summary>A part of a search: its strategies take turns.</summary>
/// <param name="Strategies">The strategies with their names.</param>
/// <param name="Until">How many schedules the whole search may have begun when it ends.</param>
internal sealed record SearchStage(IReadOnlyList<(string Name, IStrategy Strategy)> Strategies, long Until)
{
    /// <summary>The number of preemptions up to which everything was run when the stage is exhausted; null: it says nothing of it.</summary>
    public int? Bound { get; init; }
}
