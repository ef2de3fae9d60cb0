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
