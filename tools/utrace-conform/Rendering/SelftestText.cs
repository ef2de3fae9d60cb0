using Spectre.Console;
using Utrace.Conform.Documents;
using Utrace.Conformance.Selftest;

namespace Utrace.Conform.Rendering;

/// <summary>The kill matrix as a maintainer reads it: what survived first.</summary>
internal static class SelftestText
{
    private const int ShownKillers = 2;

    /// <summary>Prints it all.</summary>
    public static void Print(IAnsiConsole console, SelftestResult result)
    {
        var page = new Page(console);
        foreach (var row in result.Faults.Where(f => !f.IsBlamedRight))
        {
            PrintFailure(page, row);
        }

        foreach (var alarm in result.FalseAlarms)
        {
            page.Line($"FALSE ALARM {(alarm.Variant is { } variant ? $"{variant}: " : "")}{alarm.Case} ({alarm.Tier}), seed {alarm.Seed}: {VerdictText.WordOf(alarm.Verdict)} {string.Join(", ", alarm.Blamed)} {alarm.Reason}", "bold red");
        }

        foreach (var variant in result.Variants)
        {
            page.Line($"{variant.Name,-40} legal {variant.Passed} of {Counted.Of(variant.Tried, "case")} pass");
        }

        page.Line("fault                                    tier  killed by, blamed on");
        foreach (var row in result.Faults)
        {
            page.Line($"{row.Name,-40} {row.Tier ?? "-",-5} {(row.IsKilled ? Killers(row) : "SURVIVED")}");
        }

        if (!result.Complete)
        {
            page.Line("CUT: not every fault was tried");
        }

        var s = result.Summary;
        page.Line(
            $"selftest: {s.Killed} of {Counted.Of(s.Faults, "fault")} killed, {s.BlamedRight} blamed right, "
            + (s.LegalVariants > 0 ? $"{Counted.Of(s.LegalVariants, "legal variant")}, " : "")
            + $"{Counted.Of(s.FalseAlarms, "false alarm")} in {Counted.Of(result.Repeats, "run")}{(result.Schedules > 0 ? $" and {Counted.Of(result.Schedules, "schedule")}" : "")} without a fault",
            result.ExitCode == Conformance.Verdicts.ExitCode.Conformant ? "green" : "bold red");
    }

    private static void PrintFailure(Page page, FaultRow row)
    {
        page.Line($"{(!row.IsKilled ? "SURVIVED" : row.KilledBy.Any(k => k.Right) ? "BLAMED BY CHANCE" : "BLAMED WRONG")} {row.Name}", "bold red");
        page.Field("does", row.Behaviour, 2, 12);
        page.Field("breaks", string.Join(", ", row.Breaks), 2, 12);
        page.Field("tried", Counted.Of(row.Tried, "case"), 2, 12);
        foreach (var kill in row.KilledBy.Take(ShownKillers))
        {
            page.Field("blamed", $"{string.Join(", ", kill.Blamed)} by {kill.Case}: {kill.Reason}", 2, 12);
        }
    }

    private static string Killers(FaultRow row)
    {
        var shown = row.KilledBy.OrderByDescending(k => k.Right).ThenBy(k => k.Tier, StringComparer.Ordinal).Take(ShownKillers).Select(k =>
            $"{k.Case}{(string.Equals(k.Tier, row.Tier, StringComparison.Ordinal) ? "" : $" ({k.Tier})")} {string.Join(' ', k.Blamed.Where(b => !k.Right || row.Breaks.Contains(b, StringComparer.Ordinal)))}{(!k.Right ? " WRONG" : k.IsRaced ? " BY CHANCE" : "")}");
        return string.Join("; ", shown) + (row.KilledBy.Length > ShownKillers ? $"; {row.KilledBy.Length - ShownKillers} more" : "");
    }
}
