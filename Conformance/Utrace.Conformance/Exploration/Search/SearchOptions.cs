namespace Utrace.Conformance.Exploration.Search;

/// <summary>How a search is made; none of it changes what is found but <see cref="Reduce"/> and the bounds.</summary>
public sealed record SearchOptions
{
    /// <summary>The defaults.</summary>
    public static SearchOptions Default { get; } = new();

    /// <summary>Whether a state with a local step is expanded by that context alone.</summary>
    public bool Reduce { get; init; }

    /// <summary>Workers that generate successors: 1 or 2.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>States from which on a second worker helps.</summary>
    public int HelpFrom { get; init; } = 1 << 14;

    /// <summary>States at most.</summary>
    public int MaxStates { get; init; } = int.MaxValue;

    /// <summary>Memory of states and parents at most, in bytes.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>Whether the first broken state ends the search; for packed systems.</summary>
    public bool StopAtBroken { get; init; }
}
