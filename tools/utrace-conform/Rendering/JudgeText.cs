using Utrace.Conform.Documents;
using Utrace.Conform.Output;

namespace Utrace.Conform.Rendering;

/// <summary>Judged logs as people read them.</summary>
internal static class JudgeText
{
    private const int WordWidth = 14;

    /// <summary>A file of a directory: a line, and what more there is to say below it.</summary>
    public static void Print(Page page, JudgedFile file)
    {
        var (word, style) = file.Kind switch
        {
            JudgedKind.Legal => ("legal", null),
            JudgedKind.Inconclusive => ("inconclusive", "yellow"),
            JudgedKind.Broken => ("broken", "bold red"),
            _ => ("NOT legal", "bold red"),
        };
        page.Line(word.PadRight(WordWidth) + file.File + (file.Case is null ? "" : $": {Counted.Of(file.Lines, "line")} of {file.Case}"), style);
        if (file.Kind is JudgedKind.Illegal)
        {
            page.Line($"  breaks {string.Join(", ", file.Blamed)}");
        }

        foreach (var line in file.Reason?.Split('\n') ?? [])
        {
            page.Line("  " + line.TrimStart());
        }

        if (file.Warning is not null)
        {
            page.Line("  warning: " + file.Warning);
        }
    }

    /// <summary>The last line.</summary>
    public static string Summary(JudgeReport report)
    {
        var parts = new List<string> { $"{report.Legal} legal" };
        Add(report.Illegal, "NOT legal");
        Add(report.Inconclusive, "inconclusive");
        Add(report.Broken, "broken");
        var others = report.PassedOver == 0 ? "" : $"; {Counted.Of(report.PassedOver, "other file")} passed over";
        return $"judge: {Counted.Of(report.Logs.Count, "log")}, {Counted.Of(report.Logs.Sum(l => (long)l.Lines), "line")}: {string.Join(", ", parts)}{others}";

        void Add(int count, string word)
        {
            if (count > 0)
            {
                parts.Add($"{count} {word}");
            }
        }
    }
}
