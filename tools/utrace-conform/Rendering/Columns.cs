namespace Utrace.Conform.Rendering;

/// <summary>Lists side by side, each under its own heading.</summary>
internal static class Columns
{
    private const int Gap = 3;

    /// <summary>The lines of the columns; a list that ends early leaves its place empty.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<(string Heading, IReadOnlyList<string> Items)> columns, int indent)
    {
        var widths = columns.Select(c => c.Items.Append(c.Heading).Max(t => t.Length)).ToList();
        yield return Row(columns.Select(c => c.Heading));
        yield return Row(widths.Select(w => new string('-', w)));
        for (var i = 0; i < columns.Max(c => c.Items.Count); i++)
        {
            var row = i;
            yield return Row(columns.Select(c => row < c.Items.Count ? c.Items[row] : ""));
        }

        string Row(IEnumerable<string> cells) =>
            (new string(' ', indent) + string.Concat(cells.Select((c, i) => c.PadRight(widths[i] + Gap)))).TrimEnd();
    }

    /// <summary>Rows whose cells are aligned; the last cell is as long as it likes.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            yield break;
        }

        var widths = Enumerable.Range(0, rows[0].Count).Select(c => rows.Max(r => r[c].Length)).ToList();
        foreach (var row in rows)
        {
            yield return string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd();
        }
    }
}
