namespace Utrace.Conformance.Diagrams;

/// <summary>How a lane diagram is drawn.</summary>
public sealed record DiagramOptions
{
    /// <summary>The defaults.</summary>
    public static DiagramOptions Default { get; } = new();

    /// <summary>Columns of text at most.</summary>
    public int Width { get; init; } = 110;

    /// <summary>Rows at most; what is too much is taken out of the middle.</summary>
    public int MaxRows { get; init; } = 60;

    /// <summary>Whether hidden steps of a trace are shown, with the rule's step and phrase.</summary>
    public bool ShowHidden { get; init; }
}
