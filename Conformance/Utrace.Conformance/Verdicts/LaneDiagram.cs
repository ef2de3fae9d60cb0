using System.Text;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>A log as text with a lane per context, so that an interleaving can be read from top to bottom.</summary>
public static class LaneDiagram
{
    private const int Widest = 48;

    /// <summary>Renders; the line at <paramref name="marked"/> (from 0) gets an arrow, and <paramref name="note"/> stands below it.</summary>
    public static string Render(Scenario scenario, IReadOnlyList<string> lines, int? marked = null, string? note = null)
    {
        var rows = lines.Select(l => l.IndexOf(' ', StringComparison.Ordinal) is > 0 and var cut ? (Lane: l[..cut], Text: l[(cut + 1)..]) : (Lane: "*", Text: l)).ToArray();
        string[] known = [.. scenario.Threads.Select(t => t.Name), .. scenario.Actors.Select(a => a.Name)];
        string[] lanes = [.. known.Where(n => rows.Any(r => Same(r.Lane, n))), .. rows.Select(r => r.Lane).Except([.. known, "*"], StringComparer.Ordinal)];
        var widths = lanes.Select(n => Math.Min(Widest, rows.Where(r => Same(r.Lane, n)).Select(r => r.Text.Length).Append(n.Length).Max())).ToArray();
        var text = new StringBuilder();
        Row(text, "    ", lanes.Select((n, i) => n.PadRight(widths[i])));
        Row(text, "    ", widths.Select(w => new string('-', w)));
        for (var r = 0; r < rows.Length; r++)
        {
            var gutter = r == marked ? "--> " : "    ";
            if (Same(rows[r].Lane, "*"))
            {
                text.Append(gutter).Append("* ").Append(rows[r].Text).Append('\n');
            }
            else
            {
                Row(text, gutter, lanes.Select((n, i) => (Same(n, rows[r].Lane) ? rows[r].Text : "|").PadRight(widths[i])));
            }

            if (r == marked && note is not null)
            {
                text.Append("    ").Append(note).Append('\n');
            }
        }

        if (marked >= rows.Length && note is not null)
        {
            text.Append("--> ").Append(note).Append('\n');
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string gutter, IEnumerable<string> cells) =>
        text.Append(gutter).Append(string.Join("  ", cells).TrimEnd()).Append('\n');

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
