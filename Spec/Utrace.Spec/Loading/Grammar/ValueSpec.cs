using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>
/// What may stand at a place of a document. A closed hierarchy of immutable values; the loader's check of shapes and the JSON Schema
/// are both made from it, so the two cannot differ.
/// </summary>
internal abstract record ValueSpec
{
    /// <summary>What is expected, in words.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether a node is of a kind that this can be.</summary>
    public abstract bool Takes(YamlNode node);

    /// <summary>Reports everything that does not fit. <paramref name="label"/> names the place, e.g. <c>'events'</c>.</summary>
    public void Check(YamlNode node, string label, DefectList defects)
    {
        if (node is YamlUnknown || !defects.IsFirstCheck(node, this, label))
        {
            return;
        }

        if (Takes(node))
        {
            CheckTaken(node, label, defects);
        }
        else
        {
            defects.Add(node.Mark, $"{label} is {node.Kind}", Expected);
        }
    }

    /// <summary>The check of a node of the right kind.</summary>
    protected abstract void CheckTaken(YamlNode node, string label, DefectList defects);
}
