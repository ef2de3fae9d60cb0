using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Utrace.Bench.Reporting;

/// <summary>The table for a terminal, and the lines for a pipe; the ratio comes first in both.</summary>
internal static class RowText
{
    private const string Reached = "met";
    private const string Missed = "missed";
    private const string Failed = "FAILED";

    /// <summary>A table of all rows.</summary>
    public static IRenderable Table(IEnumerable<BenchRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("ratio").RightAligned());
        table.AddColumns("job", "the kit", "the peer", "to reach", "note");
        string? group = null;
        foreach (var row in rows)
        {
            if (group is not null && !string.Equals(group, row.Group, StringComparison.Ordinal))
            {
                table.AddEmptyRow();
            }

            group = row.Group;
            table.AddRow(
                Ratio(row), Markup.Escape(row.Job), Markup.Escape(row.Ours?.ToString() ?? ""), Markup.Escape(Peer(row)), Target(row), Markup.Escape(row.Note ?? ""));
        }

        return table;
    }

    /// <summary>The same for a pipe or a file: aligned columns that are never wrapped, and the number of figures that were reached below.</summary>
    public static void Write(TextWriter to, IReadOnlyList<BenchRow> rows)
    {
        string[][] cells =
        [
            ["ratio", "group", "job", "the kit", "the peer", "to reach", "", "note"],
            .. rows.Select(r => new[] { Ratio(r).RemoveMarkup(), r.Group, r.Job, r.Ours?.ToString() ?? "", Peer(r), r.Target ?? "", Word(r), r.Note ?? "" }),
        ];
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        foreach (var row in cells)
        {
            to.WriteLine(string.Join("  ", row.Select((cell, n) => n == 0 ? cell.PadLeft(widths[n]) : cell.PadRight(widths[n]))).TrimEnd());
        }

        int Count(string word) => rows.Count(r => string.Equals(Word(r), word, StringComparison.Ordinal));
        to.WriteLine(FormattableString.Invariant($"{Count(Reached)} met, {Count(Missed)} missed, {Count(Failed)} failed, {rows.Count(r => r.State == RowState.Skipped)} skipped"));
    }

    /// <summary>One row as one line.</summary>
    public static string Line(BenchRow row)
    {
        List<string> parts = [$"{Ratio(row).RemoveMarkup(),7}  {row.Group}: {row.Job}"];
        if (row.Ours is not null)
        {
            parts.Add(row.Ours.ToString());
        }

        if (row.Peer is not null)
        {
            parts.Add(Peer(row));
        }

        if (row.Target is not null && row.State == RowState.Measured)
        {
            parts.Add(Target(row).RemoveMarkup());
        }

        if (row.Note is not null)
        {
            parts.Add(row.Note);
        }

        return string.Join(" | ", parts);
    }

    private static string Ratio(BenchRow row) => row.State switch
    {
        RowState.Skipped => "[yellow]skipped[/]",
        RowState.Failed => $"[red]{Failed}[/]",
        _ when row.Ratio is { } r => string.Create(CultureInfo.InvariantCulture, $"{(r >= 100 ? r.ToString("#,0", CultureInfo.InvariantCulture) : r.ToString("0.0", CultureInfo.InvariantCulture))}x"),
        _ => "-",
    };

    private static string Word(BenchRow row) => (row.State, row.IsReached) switch
    {
        (RowState.Failed, _) => Failed,
        (RowState.Measured, true) => Reached,
        (RowState.Measured, false) => Missed,
        _ => "",
    };

    private static string Peer(BenchRow row) => row.Peer is null ? row.PeerName ?? "" : $"{row.PeerName} {row.Peer}";

    private static string Target(BenchRow row) => (row.Target, row.IsReached) switch
    {
        (null, _) => "",
        (_, true) => $"[green]{Markup.Escape(row.Target)}: {Reached}[/]",
        (_, false) => $"[red]{Markup.Escape(row.Target)}: {Missed}[/]",
        _ => Markup.Escape(row.Target),
    };
}
