namespace Utrace.Conform.Documents;

/// <summary>What a skeleton is filled in with.</summary>
/// <param name="Name">The implementation's name.</param>
/// <param name="Output">The directory, as the user gave it.</param>
/// <param name="Repository">Where the kit is, absolute.</param>
internal sealed record TemplateValues(string Name, string Output, string Repository)
{
    /// <summary>A text of a template with the values in place.</summary>
    public string FillIn(string text) => text
        .Replace("__name__", Name, StringComparison.Ordinal)
        .Replace("__output__", Output, StringComparison.Ordinal)
        .Replace("__repository__", Repository, StringComparison.Ordinal);
}
