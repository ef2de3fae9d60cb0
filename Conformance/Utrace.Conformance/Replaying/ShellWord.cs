namespace Utrace.Conformance.Replaying;

/// <summary>Text as one word of a command line, for commands that are printed to be pasted. Stateless.</summary>
public static class ShellWord
{
    /// <summary>In single quotes, whatever it is.</summary>
    public static string Of(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>As an argument of <c>--adapter</c>: in quotes where it is an address.</summary>
    public static string OfAdapter(string adapter) => adapter.AsSpan().ContainsAny(" \t'\"\\") || adapter.StartsWith("exec:", StringComparison.Ordinal) ? Of(adapter) : adapter;
}
