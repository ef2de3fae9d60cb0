using Utrace.Spec.Guarantees;
using Utrace.Spec.Loading;

namespace Utrace.Conform.Documents;

/// <summary>Loads scenario documents so that messages name them as the user would.</summary>
internal static class ScenarioFiles
{
    private static readonly HashSet<string> KnownGuarantees = GuaranteeCatalogue.All.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every document, with all defects, those between documents included.</summary>
    /// <param name="files">Absolute paths.</param>
    /// <param name="root">The repository: a document among its scenarios has to have the id of its place, any other document may have any.</param>
    /// <param name="shownFrom">Messages name files relative to this directory.</param>
    public static LoadResult Load(IEnumerable<string> files, string root, string shownFrom)
    {
        var scenarios = ScenarioLibrary.DirectoryOf(root);
        // Read one by one: a file that cannot be read is the user's error, not one of several that parallel work would wrap. Parsing is what takes time.
        var texts = files.Select(f => (File: f, Text: Files.ReadText(f, "PATH"))).ToList();
        var results = texts.AsParallel().AsOrdered().Select(t => ScenarioLoader.LoadText(
            t.Text, Slashes(Path.GetRelativePath(shownFrom, t.File)), PlaceOf(t.File, scenarios), KnownGuarantees)).ToList();
        var cases = results.SelectMany(r => r.Scenarios).ToList();
        var twice = cases.GroupBy(s => s.Id, StringComparer.Ordinal).SelectMany(g => g.Skip(1).Select(s =>
            new Defect(s.Source, $"the id '{s.Id}' is taken by {g.First().Source.File}", "another id")));
        return new LoadResult([.. cases], [.. results.SelectMany(r => r.Defects), .. twice]);
    }

    /// <summary>The id that the place of a file asks for; null outside the directory of the scenarios.</summary>
    public static string? PlaceOf(string file, string scenarios)
    {
        var below = Slashes(Path.GetRelativePath(scenarios, file));
        return below.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(below) ? null : Path.ChangeExtension(below, null);
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
