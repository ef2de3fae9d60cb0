using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Utrace.Bench.Reporting;

/// <summary>The table for a terminal, and the lines for a pipe; the ratio comes first in both.</summary>
internal static class RowText
{
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
        RowState.Failed => "[red]FAILED[/]",
        _ when row.Ratio is { } r => string.Create(CultureInfo.InvariantCulture, $"{(r >= 100 ? r.ToString("#,0", CultureInfo.InvariantCulture) : r.ToString("0.0", CultureInfo.InvariantCulture))}x"),
        _ => "-",
    };

    private static string Peer(BenchRow row) => row.Peer is null ? row.PeerName ?? "" : $"{row.PeerName} {row.Peer}";

    private static string Target(BenchRow row) => (row.Target, row.IsReached) switch
    {
        (null, _) => "",
        (_, true) => $"[green]{Markup.Escape(row.Target)}: reached[/]",
        (_, false) => $"[red]{Markup.Escape(row.Target)}: missed[/]",
        _ => Markup.Escape(row.Target),
    };
}
