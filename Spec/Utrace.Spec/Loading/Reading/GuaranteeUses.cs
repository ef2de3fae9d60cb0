using System.Collections.Immutable;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Checks that the guarantees a document names exist, and remembers where it names them.</summary>
internal sealed class GuaranteeUses(IReadOnlySet<string> known, DefectList defects)
{
    private readonly List<(string Id, SourceMark Mark)> _used = [];

    /// <summary>Every use so far, of those that exist.</summary>
    public IReadOnlyList<(string Id, SourceMark Mark)> Used => _used;

    /// <summary>The id in a node; reported where the catalogue has none such.</summary>
    public string? Use(YamlNode? node)
    {
        if (node.Text() is { } id && Grammar.ScenarioGrammar.GuaranteeId.IsMatch(id))
        {
            if (known.Contains(id))
            {
                _used.Add((id, node!.Mark));
            }
            else
            {
                defects.Add(node!.Mark, $"there is no guarantee '{id}'", null, Nearest.Of(id, known));
            }
        }

        return node.Text();
    }

    /// <summary>The ids of a list.</summary>
    public ImmutableArray<string> UseAll(YamlNode? list) => [.. list.Items().Select(Use).OfType<string>()];
}
