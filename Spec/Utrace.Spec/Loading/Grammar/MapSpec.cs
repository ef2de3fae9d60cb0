using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>A key of a mapping.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What it holds.</param>
/// <param name="Doc">What it means, in a sentence; shown by editors.</param>
/// <param name="Required">Whether it has to be there.</param>
internal sealed record KeySpec(string Name, ValueSpec Value, string Doc, bool Required = false);

/// <summary>A mapping with known keys.</summary>
/// <param name="What">What it is, without article: <c>engine</c>.</param>
/// <param name="Doc">What it means, in a sentence.</param>
/// <param name="Keys">The keys, in the order in which documents give them.</param>
internal sealed record MapSpec(string What, string Doc, params KeySpec[] Keys) : ValueSpec
{
    /// <inheritdoc/>
    public override string Expected => "a mapping with " + Prose.OneOf([.. Keys.Select(k => k.Name)]);

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlMap;

    /// <inheritdoc/>
    protected override void CheckTaken(YamlNode node, string label, DefectList defects)
    {
        var map = (YamlMap)node;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries)
        {
            if (Array.Find(Keys, k => string.Equals(k.Name, key.Value, StringComparison.Ordinal)) is not { } spec)
            {
                var names = Keys.Select(k => k.Name).ToList();
                defects.Add(key.Mark, $"unknown key '{key.Value}' of {Article(What)}", Prose.OneOf(names), Nearest.Of(key.Value, names));
            }
            else if (!seen.Add(key.Value))
            {
                defects.Add(key.Mark, $"the key '{key.Value}' is given twice");
            }
            else
            {
                spec.Value.Check(value, $"'{key.Value}'", defects);
            }
        }

        foreach (var key in Keys.Where(k => k.Required && !seen.Contains(k.Name)))
        {
            defects.Add(map.Mark, $"{Article(What)} has no '{key.Name}'", key.Value.Expected);
        }
    }

    private static string Article(string noun) => Prose.Article(noun) + noun;
}
