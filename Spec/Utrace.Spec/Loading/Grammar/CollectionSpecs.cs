using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>A list of one kind of item.</summary>
/// <param name="What">What it is, with its article: <c>a list of events</c>.</param>
/// <param name="Item">The items.</param>
/// <param name="NonEmpty">At least one item is required.</param>
/// <param name="Unique">No word may be listed twice.</param>
internal sealed record ListSpec(string What, ValueSpec Item, bool NonEmpty = false, bool Unique = false) : ValueSpec
{
    /// <inheritdoc/>
    public override string Expected => What;

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlList;

    /// <inheritdoc/>
    protected override void CheckTaken(YamlNode node, string label, DefectList defects)
    {
        var list = (YamlList)node;
        if (NonEmpty && list.Items.IsEmpty)
        {
            defects.Add(list.Mark, $"{label} is an empty list", What);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            Item.Check(item, $"an item of {label}", defects);
            if (Unique && item is YamlScalar scalar && !seen.Add(scalar.Value))
            {
                defects.Add(scalar.Mark, $"'{scalar.Value}' is listed twice in {label}");
            }
        }
    }
}

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

    private static string Article(string noun) => ("aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an " : "a ") + noun;
}

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

/// <summary>One of several kinds, told apart by the kind of node.</summary>
internal sealed record OneOfSpec(params ValueSpec[] Alternatives) : ValueSpec
{
    /// <inheritdoc/>
    public override string Expected => string.Join(", or ", Alternatives.Select(a => a.Expected));

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => Alternatives.Any(a => a.Takes(node));

    /// <inheritdoc/>
    protected override void CheckTaken(YamlNode node, string label, DefectList defects) =>
        Alternatives.First(a => a.Takes(node)).Check(node, label, defects);
}
