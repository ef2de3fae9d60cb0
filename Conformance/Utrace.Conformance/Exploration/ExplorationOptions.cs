namespace Utrace.Conformance.Exploration;

/// <summary>How far an exploration goes.</summary>
public sealed record ExplorationOptions
{
    /// <summary>The defaults.</summary>
    public static ExplorationOptions Default { get; } = new();

    /// <summary>States at most, counted separately for the model's graph and for the graph with histories.</summary>
    public int MaxStates { get; init; } = 4_000_000;

    /// <summary>Memory at most, in bytes.</summary>
    public long MaxBytes { get; init; } = 3L << 30;

    /// <summary>Whether every context's history is told apart, which gives the outcome set.</summary>
    public bool TrackOutcomes { get; init; } = true;

    /// <summary>The largest outcome set that is kept.</summary>
    public int MaxOutcomes { get; init; } = 1_000_000;
}

/// <summary>How far an exploration has come.</summary>
/// <param name="States">States found so far in this phase.</param>
/// <param name="Expanded">States whose successors are known.</param>
/// <param name="WithHistories">False: the model's graph; true: the graph with histories.</param>
public readonly record struct ExplorationProgress(int States, int Expanded, bool WithHistories);

/// <summary>Why an exploration stopped before it was complete.</summary>
public enum ExplorationCut
{
    /// <summary>It is complete.</summary>
    None,

    /// <summary><see cref="ExplorationOptions.MaxStates"/>.</summary>
    States,

    /// <summary><see cref="ExplorationOptions.MaxBytes"/>.</summary>
    Bytes,

    /// <summary><see cref="ExplorationOptions.MaxOutcomes"/>.</summary>
    Outcomes,
}
