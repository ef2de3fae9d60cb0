using System.Globalization;
using System.Text;

namespace Utrace.Conformance.Diagrams;

/// <summary>Lays rows out in columns and draws them.</summary>
internal static class LaneLayout
{
    private const int Gap = 2;

    /// <summary>The picture; lines end with LF and have no trailing blanks. Lanes without a row are left out.</summary>
    public static string Draw(IEnumerable<string> lanes, IReadOnlyList<DiagramRow> rows, DiagramOptions options)
    {
        var columns = lanes.Where(l => rows.Any(r => string.Equals(r.Lane, l, StringComparison.Ordinal))).ToArray();
        var cells = Bracketed(columns, rows);
        var gutter = Math.Max(2, rows.Select(r => r.Gutter.Length).DefaultIfEmpty().Max()) + 3;
        var widths = Fitted(Natural(columns, cells, rows), options.Width - gutter);
        var text = new StringBuilder();
        if (columns.Length > 0)
        {
            Append(text, new string(' ', gutter), columns, widths);
            Append(text, new string(' ', gutter), [.. widths.Select(w => new string('─', w))], widths);
        }

        var shown = Shown(rows, options.MaxRows);
        for (var n = 0; n < rows.Count; n++)
        {
            if (shown(n))
            {
                DrawRow(text, rows[n], columns, cells[n], widths, gutter, options.Width);
            }
            else if (n == 0 || shown(n - 1))
            {
                var left = Enumerable.Range(n, rows.Count - n).TakeWhile(m => !shown(m)).Count();
                text.Append(CultureInfo.InvariantCulture, $"{new string(' ', gutter)}... {left} rows left out ...\n");
            }
        }

        return text.ToString();
    }

    private static void DrawRow(StringBuilder text, DiagramRow row, string[] columns, Cell[] cells, int[] widths, int gutter, int width)
    {
        var left = (row.IsMarked ? ">>" : "  ").PadRight(gutter - 1 - row.Gutter.Length) + row.Gutter + " ";
        if (row.Lane is null)
        {
            foreach (var part in Wrap(row.Text, width - gutter, width - gutter))
            {
                text.Append(left).Append(part).Append('\n');
                left = new string(' ', gutter);
            }

            return;
        }

        var at = Array.IndexOf(columns, row.Lane);
        var first = cells[at].Prefix;
        var further = cells[at].Further + "  ";
        var parts = Wrap(row.Text, widths[at] - first.Length, widths[at] - further.Length);
        for (var n = 0; n < parts.Count; n++)
        {
            var line = cells.Select(c => c.Further).ToArray();
            line[at] = (n == 0 ? first : further) + parts[n];
            Append(text, n == 0 ? left : new string(' ', gutter), line, widths);
        }
    }

    /// <summary>Per row and lane: what stands before the text, and what stands in the lane while other lanes, or further lines, are written.</summary>
    private static List<Cell[]> Bracketed(string[] columns, IReadOnlyList<DiagramRow> rows)
    {
        var depth = new int[columns.Length];
        var all = new List<Cell[]>(rows.Count);
        foreach (var row in rows)
        {
            var cells = depth.Select(d => new Cell(Bars(d), Bars(d))).ToArray();
            if (Array.IndexOf(columns, row.Lane) is >= 0 and var at)
            {
                var before = depth[at];
                depth[at] = Math.Max(0, before + row.Open);
                cells[at] = row.Open switch
                {
                    > 0 => new Cell(Bars(before) + "┌ ", Bars(depth[at])),
                    < 0 when before > 0 => new Cell(Bars(depth[at]) + "└ ", Bars(depth[at])),
                    _ => cells[at],
                };
            }

            all.Add(cells);
        }

        return all;
    }

    private static string Bars(int depth) => string.Concat(Enumerable.Repeat("│ ", depth));

    private static int[] Natural(string[] columns, List<Cell[]> cells, IReadOnlyList<DiagramRow> rows)
    {
        var widths = columns.Select(c => c.Length).ToArray();
        for (var n = 0; n < rows.Count; n++)
        {
            if (Array.IndexOf(columns, rows[n].Lane) is >= 0 and var at)
            {
                widths[at] = Math.Max(widths[at], cells[n][at].Prefix.Length + rows[n].Text.Length);
            }
        }

        return widths;
    }

    /// <summary>Takes from the widest lanes until all fit; the gap behind the last lane does not count.</summary>
    private static int[] Fitted(int[] widths, int room)
    {
        while (widths.Sum() + (Gap * (widths.Length - 1)) > room && widths.Max() > 1)
        {
            widths[Array.LastIndexOf(widths, widths.Max())]--;
        }

        return widths;
    }

    /// <summary>Keeps the beginning, and what leads to the marked row (or to the end) with a little behind it.</summary>
    private static Func<int, bool> Shown(IReadOnlyList<DiagramRow> rows, int maxRows)
    {
        if (rows.Count <= maxRows)
        {
            return _ => true;
        }

        var marked = Enumerable.Range(0, rows.Count).FirstOrDefault(n => rows[n].IsMarked, rows.Count - 1);
        var head = maxRows / 4;
        var to = Math.Min(rows.Count, marked + 1 + (maxRows / 4));
        var from = Math.Max(0, to - (maxRows - head));
        return n => n < head || (n >= from && n < to);
    }

    private static void Append(StringBuilder text, string left, string[] parts, int[] widths)
    {
        var line = new StringBuilder(left);
        for (var n = 0; n < parts.Length; n++)
        {
            line.Append(parts[n].PadRight(widths[n] + Gap));
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    private static List<string> Wrap(string text, int first, int further)
    {
        var parts = new List<string>();
        for (var width = Math.Max(first, 1); text.Length > width; width = Math.Max(further, 1))
        {
            var blank = text.LastIndexOf(' ', width);
            var cut = blank > width / 3 ? blank : width;
            parts.Add(text[..cut].TrimEnd());
            text = text[cut..].TrimStart();
        }

        parts.Add(text);
        return parts;
    }

    private readonly record struct Cell(string Prefix, string Further);
}
