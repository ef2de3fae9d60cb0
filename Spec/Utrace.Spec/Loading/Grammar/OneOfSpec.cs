using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

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
