namespace Utrace.Adapters.Wire.Kit;

/// <summary>How the kit talks to an implementation. Immutable.</summary>
public sealed record WireOptions
{
    /// <summary>Whether every line of both directions is checked against the schema.</summary>
    public bool Validate { get; init; }

    /// <summary>Where the conversation is written down; null: nowhere.</summary>
    public WireTrace? Trace { get; init; }

    /// <summary>How long a start, a handshake or a reset may take.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>More lines than this without a line of the kit in between are a flood.</summary>
    public int MaxLinesAtOnce { get; init; } = 100_000;
}
