using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>The named parts of a parameter's value: names with anything behind them.</summary>
internal sealed record AnyMapSpec : ValueSpec
{
    /// <inheritdoc/>
    public override string Expected => "a mapping of named parts";

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlMap;

    /// <inheritdoc/>
    protected override void CheckTaken(YamlNode node, string label, DefectList defects)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in ((YamlMap)node).Entries.Select(e => e.Key))
        {
            if (!NamedSpec.IsName(key.Value))
            {
                defects.Add(key.Mark, $"the part is called '{key.Value}'", ScenarioGrammar.Name.Expected);
            }
            else if (!seen.Add(key.Value))
            {
                defects.Add(key.Mark, $"the part '{key.Value}' is given twice");
            }
        }
    }
}
