using System.Text;

namespace Utrace.Adapters.Threaded;

/// <summary>The faults and the legal variants as a page of Markdown: docs/faults.md is exactly this.</summary>
public static class FaultTable
{
    /// <summary>The page.</summary>
    public static string Render()
    {
        var text = new StringBuilder(
            """
            # Faults of the threaded implementation

            Each is a small wrong behaviour that the kit has to catch (`run --adapter threaded --fault NAME`) and to blame on a guarantee that it breaks.
            The ids are those of the catalogue of faults: M for mutations, H for races that utrace once had, K for the kit's own. This page is made from the faults themselves.
            The tier is the least control that shows a fault for certain: T1 with callbacks held open, T2 only under schedules of the implementation's own steps.

            | name | ids | tier | what it does | breaks | shown by |
            | --- | --- | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var fault in Faults.All)
        {
            text.Append(string.Create(
                null,
                $"| {fault.Name} | {string.Join(", ", fault.Ids)} | {fault.Tier} | {Cell(fault.Behaviour)} | {string.Join(", ", fault.Breaks)} | {Cell(fault.Shows)} |\n"));
        }

        text.Append(
            """

            # Legal variants

            What the guarantees leave open, answered otherwise (`run --adapter threaded --variant NAME`): the kit must hold none of it against an implementation.
            `selftest` runs them all; a verdict against one of them is a false alarm. The sign is a line that the case's log gains or loses.

            | name | what it does otherwise | left open by | shown by | sign |
            | --- | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var variant in Variants.All)
        {
            var signs = new[] { variant.Gains is { } gains ? $"gains `{Cell(gains)}`" : null, variant.Loses is { } loses ? $"loses `{Cell(loses)}`" : null };
            text.Append(string.Create(
                null,
                $"| {variant.Name} | {Cell(variant.Behaviour)} | {(variant.Guarantees.IsEmpty ? "no guarantee says anything of it" : string.Join(", ", variant.Guarantees))} | {variant.ShownBy ?? "-"} | {string.Join(", ", signs.OfType<string>().DefaultIfEmpty("who waits for whom"))} |\n"));
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
