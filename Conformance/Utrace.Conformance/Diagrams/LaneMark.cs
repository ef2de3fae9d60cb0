namespace Utrace.Conformance.Diagrams;

/// <summary>Something that happened in a lane although the log does not show it.</summary>
/// <param name="Lines">Behind how many lines of the log.</param>
/// <param name="Lane">In which lane.</param>
/// <param name="Text">What.</param>
public sealed record LaneMark(int Lines, string Lane, string Text);
