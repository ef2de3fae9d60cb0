using System.Buffers;

namespace VerifyTests;

/// <summary>What may stand in a file name on every platform, so that a snapshot can be checked out everywhere.</summary>
internal static class FileNames
{
    private const string Bad = "\"<>|:*?\\/";

    internal static SearchValues<char> Forbidden { get; } =
        SearchValues.Create([.. Bad, .. Enumerable.Range(0, 32).Select(c => (char)c)]);

    /// <summary>The text with '-' for every character that a file name cannot have.</summary>
    internal static string Clean(string text) =>
        string.Create(text.Length, text, static (span, t) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Forbidden.Contains(t[i]) ? '-' : t[i];
            }
        });
}
