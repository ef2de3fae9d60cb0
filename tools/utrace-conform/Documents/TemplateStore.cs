using System.Reflection;
using System.Text;

namespace Utrace.Conform.Documents;

/// <summary>
/// The skeletons that <c>new</c> writes: embedded resources, a folder of <c>Templates</c> per language. A new language is a new folder, nothing else.
/// In names and texts <c>__name__</c> (in names of files <c>NAME</c>), <c>__output__</c> and <c>__repository__</c> stand for what they say; <c>next.txt</c> is printed, not written.
/// </summary>
internal static class TemplateStore
{
    private const string Prefix = "Templates/";
    private const string NextSteps = "next.txt";

    private static readonly Assembly Home = typeof(TemplateStore).Assembly;

    private static readonly ILookup<string, string> Resources = Home.GetManifestResourceNames()
        .Select(r => r.Replace('\\', '/'))
        .Where(r => r.StartsWith(Prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ToLookup(r => r[Prefix.Length..r.IndexOf('/', Prefix.Length)], StringComparer.Ordinal);

    /// <summary>The languages there are, in ordinal order.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Resources.Select(g => g.Key)];

    /// <summary>The files of a skeleton, with the paths below its directory.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files(string language, TemplateValues values) =>
        [.. Resources[language].Select(r => (Path: r[(Prefix.Length + language.Length + 1)..], Resource: r))
            .Where(f => !string.Equals(f.Path, NextSteps, StringComparison.Ordinal))
            .Select(f => (f.Path.Replace("NAME", values.Name, StringComparison.Ordinal), values.FillIn(Read(f.Resource))))];

    /// <summary>What to do next, a command line each.</summary>
    public static IReadOnlyList<string> Next(string language, TemplateValues values) =>
        values.FillIn(Read($"{Prefix}{language}/{NextSteps}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Home.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
