using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Utrace.Conform.Rendering;

/// <summary>What changed between two texts, line by line, with a little of what is around it.</summary>
internal static class TextDiff
{
    private const int Context = 2;

    /// <summary>The changed lines as <c>- old</c> and <c>+ new</c>, unchanged ones near them as <c>  same</c>, <c>...</c> where lines are left out.</summary>
    public static IEnumerable<string> Lines(string old, string @new)
    {
        var lines = InlineDiffBuilder.Diff(old, @new, ignoreWhiteSpace: false).Lines;
        var shown = Enumerable.Range(0, lines.Count).Where(i => IsNearAChange(lines, i)).ToHashSet();
        for (var i = 0; i < lines.Count; i++)
        {
            if (shown.Contains(i))
            {
                yield return Mark(lines[i].Type) + lines[i].Text;
            }
            else if (i == 0 || shown.Contains(i - 1))
            {
                yield return "  ...";
            }
        }
    }

    private static bool IsNearAChange(List<DiffPiece> lines, int index) =>
        lines.Skip(index - Context).Take(Math.Min(index, Context) + Context + 1).Any(l => l.Type is not ChangeType.Unchanged);

    private static string Mark(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        _ => "  ",
    };
}
