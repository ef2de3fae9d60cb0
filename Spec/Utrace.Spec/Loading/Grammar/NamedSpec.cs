using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>A mapping from names to one kind of value.</summary>
/// <param name="What">What it is: <c>a mapping of engines by name</c>.</param>
/// <param name="Noun">What a name stands for: <c>engine</c>.</param>
/// <param name="Value">The values.</param>
/// <param name="NonEmpty">At least one is required.</param>
internal sealed record NamedSpec(string What, string Noun, ValueSpec Value, bool NonEmpty = false) : ValueSpec
{
    /// <summary>The pattern of names: they appear in log lines, so nothing that a log line uses.</summary>
    public const string NamePattern = "^[A-Za-z][A-Za-z0-9_-]*$";

    /// <inheritdoc/>
    public override string Expected => What;

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlMap;

    /// <summary>Whether a text is a name.</summary>
    public static bool IsName(string text) => ScenarioGrammar.Name.IsMatch(text);

    /// <inheritdoc/>
    protected override void CheckTaken(YamlNode node, string label, DefectList defects)
    {
        var map = (YamlMap)node;
        if (NonEmpty && map.Entries.IsEmpty)
        {
            defects.Add(map.Mark, $"{label} is an empty mapping", What);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries)
        {
            if (!IsName(key.Value))
            {
                defects.Add(key.Mark, $"the {Noun} is called '{key.Value}'", ScenarioGrammar.Name.Expected);
            }
            else if (!seen.Add(key.Value))
            {
                defects.Add(key.Mark, $"the {Noun} '{key.Value}' is given twice");
            }

            Value.Check(value, $"the {Noun} '{key.Value}'", defects);
        }
    }
}
