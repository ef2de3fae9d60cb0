using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Utrace.Spec.Loading;
using Utrace.Spec.Loading.Yaml;

namespace Utrace.Conformance.KnownFailures;

/// <summary>Reads expectation files (docs/expectations.md). Reports every defect of a document at once. Stateless and thread-safe.</summary>
public static class ExpectationLoader
{
    private const string What = "expectation file";

    /// <summary>Reads a text.</summary>
    /// <param name="yaml">The document.</param>
    /// <param name="file">The name that stands in marks.</param>
    public static ExpectationLoadResult Load(string yaml, string file)
    {
        var text = yaml.TrimStart('\ufeff').ReplaceLineEndings("\n");
        var defects = new DefectList();
        if (YamlDocumentReader.Read(text, file, defects, What) is not { } root)
        {
            return new ExpectationLoadResult(null, defects.InDocumentOrder());
        }

        if (root is not YamlMap document)
        {
            defects.Add(root.Mark, $"the document is {root.Kind}", $"an {What}: a mapping with schema, adapter and entries");
            return new ExpectationLoadResult(null, defects.InDocumentOrder());
        }

        ExpectationGrammar.Document.Check(document, "the document", defects);
        ImmutableArray<ExpectationEntry> entries =
            [.. document["entries"].Items().OfType<YamlMap>().Select(e => EntryReader.Read(e, defects)).OfType<ExpectationEntry>()];
        var result = defects.Count == 0
            ? new ExpectationFile(file, document["adapter"].Text()!, document["adapter"]!.Mark, entries, Hash(text))
            : null;
        return new ExpectationLoadResult(result, defects.InDocumentOrder());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
