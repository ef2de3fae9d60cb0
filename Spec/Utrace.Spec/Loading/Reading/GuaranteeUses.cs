using System.Collections.Immutable;
using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Checks that the guarantees a document names exist.</summary>
internal sealed class GuaranteeUses(IReadOnlySet<string> known, DefectList defects)
{
    /// <summary>The id in a node; reported where the catalogue has none such.</summary>
    public string? Use(YamlNode? node)
    {
        if (node.Text() is { } id && !known.Contains(id)
            && Grammar.ScenarioGrammar.GuaranteeId.IsMatch(id))
        {
            defects.Add(node!.Mark, $"there is no guarantee '{id}'", null, Nearest.Of(id, known));
        }

        return node.Text();
    }

    /// <summary>The ids of a list.</summary>
    public ImmutableArray<string> UseAll(YamlNode? list) => [.. list.Items().Select(Use).OfType<string>()];
}
