using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Reading;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading;

/// <summary>Reads scenario documents (docs/scenario-language.md). Reports every defect of a document at once. Stateless and thread-safe.</summary>
public static class ScenarioLoader
{
    private static readonly Lazy<IReadOnlySet<string>> Catalogue =
        new(() => GuaranteeCatalogue.All.Select(g => g.Id).ToHashSet(StringComparer.Ordinal));

    /// <summary>Reads one file.</summary>
    /// <param name="path">The file; its name stands in marks as it is given.</param>
    /// <param name="root">The scenarios' folder: the path below it, without extension, is the id that the document has to have.</param>
    /// <param name="guarantees">The ids of the guarantees that exist; null: those of the catalogue.</param>
    public static LoadResult Load(string path, string root, IReadOnlySet<string>? guarantees = null)
    {
        var file = path.Replace('\\', '/');
        var id = Path.ChangeExtension(Path.GetRelativePath(root, path), null).Replace('\\', '/');
        try
        {
            return LoadText(File.ReadAllText(path), file, id, guarantees);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LoadResult([], [new Defect(new SourceMark(file, 1, 1), $"the file cannot be read: {e.Message}")]);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="yaml">The document.</param>
    /// <param name="file">The name that stands in marks.</param>
    /// <param name="expectedId">The id that the document has to have; null: any.</param>
    /// <param name="guarantees">The ids of the guarantees that exist; null: those of the catalogue.</param>
    public static LoadResult LoadText(string yaml, string file, string? expectedId, IReadOnlySet<string>? guarantees = null)
    {
        var text = yaml.TrimStart('\ufeff').ReplaceLineEndings("\n");
        var defects = new DefectList();
        if (YamlDocumentReader.Read(text, file, defects) is not { } root)
        {
            return new LoadResult([], defects.InDocumentOrder());
        }

        if (root is not YamlMap document)
        {
            defects.Add(root.Mark, $"the document is {root.Kind}", "a scenario: a mapping that begins with schema, id and title");
            return new LoadResult([], defects.InDocumentOrder());
        }

        if (expectedId is not null && document["id"].Text() is { } id && !string.Equals(id, expectedId, StringComparison.Ordinal)
            && ScenarioGrammar.Id.IsMatch(id))
        {
            defects.Add(document["id"]!.Mark, $"the id '{id}' is not the path of the file", $"'{expectedId}'");
        }

        ImmutableArray<Scenario> scenarios =
            [.. new ParameterSet(document, defects).Expand().Select(c => ScenarioReader.Read(c, Hash(text, c), guarantees ?? Catalogue.Value, defects))];
        AttachLint.CheckFamily(document, scenarios, defects);
        return new LoadResult(defects.Count == 0 ? scenarios : [], defects.InDocumentOrder())
        {
            Declared = document["id"] is YamlScalar declared ? (declared.Value, declared.Mark) : null,
        };
    }

    /// <summary>Reads every <c>*.yaml</c> below a folder, in ordinal order; what is wrong between files comes after what is wrong in one.</summary>
    /// <param name="root">The scenarios' folder.</param>
    /// <param name="guarantees">The ids of the guarantees that exist; null: those of the catalogue.</param>
    public static LoadResult LoadDirectory(string root, IReadOnlySet<string>? guarantees = null)
    {
        if (!Directory.Exists(root))
        {
            return new LoadResult([], [new Defect(new SourceMark(root.Replace('\\', '/'), 1, 1), "there is no such folder")]);
        }

        var files = Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        var results = files.AsParallel().AsOrdered().Select(f => Load(f, root, guarantees)).ToList();
        var twice = results.Select(r => r.Declared).OfType<(string Id, SourceMark Mark)>().GroupBy(d => d.Id, StringComparer.Ordinal)
            .SelectMany(g => g.Skip(1).Select(d => new Defect(d.Mark, $"the id '{d.Id}' is also that of {g.First().Mark.File}", "an id of its own")));
        var passedOver = Directory.EnumerateFiles(root, "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => new Defect(new SourceMark(f.Replace('\\', '/'), 1, 1), "the file is not read: its extension is .yml", ".yaml"));
        return new LoadResult(
            [.. results.SelectMany(r => r.Scenarios)], [.. results.SelectMany(r => r.Defects), .. twice, .. passedOver]);
    }

    /// <summary>16 hex digits over the text with LF and the values of the case.</summary>
    private static string Hash(string text, FamilyCase family)
    {
        var content = text + string.Concat(family.Values.Select(v => $"\n{v.Parameter}={v.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
    }
}
