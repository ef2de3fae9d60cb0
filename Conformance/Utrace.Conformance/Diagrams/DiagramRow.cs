namespace Utrace.Conformance.Diagrams;

/// <summary>One thing that happened, in one lane.</summary>
/// <param name="Gutter">What stands at the left: a line number, or nothing.</param>
/// <param name="Lane">The lane; null: across all lanes.</param>
/// <param name="Text">What happened, without the lane's name.</param>
/// <param name="IsMarked">Whether this is the line that the diagram is about.</param>
/// <param name="Open">A bracket that begins (+1) or ends (-1) here.</param>
internal sealed record DiagramRow(string Gutter, string? Lane, string Text, bool IsMarked = false, int Open = 0);
