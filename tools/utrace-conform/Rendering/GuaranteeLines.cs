using Utrace.Conform.Documents;
using Utrace.Spec.Guarantees;

namespace Utrace.Conform.Rendering;

/// <summary>Guarantees as a violation cites them: id, level, statement, and below it the source.</summary>
internal static class GuaranteeLines
{
    private const int Indent = 2;
    private const int LabelWidth = 12;

    /// <summary>Prints them, the first behind the label.</summary>
    public static void Print(Page page, string label, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (GuaranteeCatalogue.Find(id) is { } g)
            {
                page.Field(label, $"{g.Id} ({Guarantees.WordOf(g.Level)}): {g.Statement}", Indent, LabelWidth);
                page.Field("", $"source: {g.Source}", Indent, LabelWidth);
            }
            else
            {
                page.Field(label, id, Indent, LabelWidth);
            }

            label = "";
        }
    }
}
