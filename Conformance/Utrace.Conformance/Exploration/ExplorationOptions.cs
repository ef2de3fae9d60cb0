namespace Utrace.Conformance.Exploration;

/// <summary>How far an exploration goes.</summary>
public sealed record ExplorationOptions
{
    /// <summary>The defaults.</summary>
    public static ExplorationOptions Default { get; } = new();

    /// <summary>States at most, counted separately for the model's graph and for the graph with histories.</summary>
    public int MaxStates { get; init; } = 4_000_000;

    /// <summary>Workers that generate successors: 1 or 2. The result is the same.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>States from which on a second worker helps.</summary>
    public int HelpFrom { get; init; } = 1 << 14;

    /// <summary>Whether interleavings that differ in the order of local steps alone are looked at once.</summary>
    public Reduction Reduction { get; init; }

    /// <summary>Whether interleavings that differ in the names of interchangeable actors alone are looked at once.</summary>
    public Symmetry Symmetry { get; init; }

    /// <summary>Where something is <c>Auto</c>, states that are tried without reduction.</summary>
    public int FullStates { get; init; } = 1_000_000;

    /// <summary>Memory at most, in bytes.</summary>
    public long MaxBytes { get; init; } = 3L << 30;

    /// <summary>Whether every context's history is told apart, which gives the outcome set.</summary>
    public bool TrackOutcomes { get; init; } = true;

    /// <summary>The largest outcome set that is kept.</summary>
    public int MaxOutcomes { get; init; } = 1_000_000;
}

/// <summary>Whether an exploration leaves out interleavings that differ from another in the order of local steps alone.</summary>
public enum Reduction
{
    /// <summary>It looks at every interleaving; a trace that it finds is a shortest one.</summary>
    Off,

    /// <summary>It leaves them out. Outcomes and findings are the same; states are fewer, and a trace need not be a shortest one.</summary>
    On,

    /// <summary>Off up to <see cref="ExplorationOptions.FullStates"/>, then anew with it on.</summary>
    Auto,
}

/// <summary>Whether an exploration leaves out interleavings that differ from another in the names of interchangeable actors alone.</summary>
public enum Symmetry
{
    /// <summary>It looks at every interleaving.</summary>
    Off,

    /// <summary>It leaves them out where there are such actors. Outcomes and findings are the same, traces as short.</summary>
    On,

    /// <summary>Off up to <see cref="ExplorationOptions.FullStates"/>, then anew with it on.</summary>
    Auto,
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
