using Utrace.Adapters;
using Utrace.Conform.Commands;
using Utrace.Conform.Documents;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Rendering;

/// <summary>The schedules of T2 as people read them: of one failing case, and of a run.</summary>
internal static class ScheduleText
{
    /// <summary>How a case failed, and how its schedule was made smaller.</summary>
    public static void Print(Page page, ScheduleFigures schedules, int labelWidth)
    {
        if (schedules.FoundAt is { } number)
        {
            page.Field("found by", FormattableString.Invariant($"{schedules.FoundBy}, schedule {number}"), 2, labelWidth);
        }

        foreach (var failure in schedules.Failures)
        {
            if (schedules.Failures.Length > 1)
            {
                page.Field("failure", $"{failure.Key}, in {Counted.Of(failure.Schedules, "schedule")}", 2, labelWidth);
            }

            page.Field("minimised", Minimised(failure), 2, labelWidth);
            PrintWithout(page, failure.Without, labelWidth);
            PrintWindows(page, failure.Windows, labelWidth);
        }
    }

    /// <summary>Which parts of the scenario are left out; nothing where none is.</summary>
    public static void PrintWithout(Page page, IReadOnlyCollection<string> without, int labelWidth)
    {
        if (without.Count > 0)
        {
            page.Field("left out", $"{string.Join(", ", without)}: parts of the scenario that it does not need", 2, labelWidth);
        }
    }

    /// <summary>Where contexts were left although they could go on.</summary>
    public static void PrintWindows(Page page, IEnumerable<string> windows, int labelWidth)
    {
        foreach (var window in windows)
        {
            var point = window[(window.LastIndexOf(' ') + 1)..];
            page.Field("window", PausePointText.Of(point) is { } what ? $"{window}: {what}" : window, 2, labelWidth);
        }
    }

    /// <summary>How many schedules a run made, and what they prove; in long which cases were exhausted and what ended the others.</summary>
    public static void Print(Page page, CertifyResult result, bool isVerbose)
    {
        foreach (var adapter in result.Verdicts.Where(v => v.Schedules is not null).GroupBy(v => v.Adapter, StringComparer.Ordinal))
        {
            var all = adapter.Select(v => v.Schedules!).ToList();
            var exhausted = all.Count(s => s.IsExhausted);
            page.Line(
                $"schedules: {Counted.Of(all.Sum(s => s.Run), "schedule")} of {Counted.Of(all.Count, "case")} on {adapter.Key} ({ControlTier.T2}, strategy {ScheduleArguments.WordOf(all[0].Policy)}), "
                + $"{Counted.Of(all.Sum(s => (long)s.Logs), "distinct log")}; exhausted: " + FormattableString.Invariant($"{exhausted} of {all.Count}")
                + (exhausted == all.Count || isVerbose ? "" : " (-v lists them)"));
            if (isVerbose)
            {
                PrintCases(page, [.. adapter]);
            }
        }
    }

    private static void PrintCases(Page page, IReadOnlyList<CaseVerdict> verdicts)
    {
        string[][] rows =
        [
            .. verdicts.Select(v => (v.Case, S: v.Schedules!)).Select(p => new[]
            {
                "  " + p.Case,
                p.S.IsExhausted ? "exhausted" : "not exhausted",
                Counted.Of(p.S.Run, "schedule"),
                Counted.Of(p.S.Logs, "log"),
                Counted.Of(p.S.Outcomes, "outcome"),
                string.Join("; ", new[] { p.S.Bound }.OfType<string>().Concat(p.S.Unseen.Select(u => $"never showed what the model shows sometimes: {u}"))),
            }),
        ];
        foreach (var line in Columns.Table(rows))
        {
            page.Line(line);
        }
    }

    private static string Minimised(ScheduleFailure failure)
    {
        var (found, shown) = (failure.Found, failure.Shown);
        var proof = failure.IsFewest switch
        {
            true when shown.Preemptions > 0 => "; all schedules with fewer preemptions were run, and none shows it",
            true => "",
            false => "; fewer preemptions are not ruled out",
            null => "; not tried, because every run of it costs a deadline",
        };
        return $"from {Size(found)} to {Size(shown)}{proof}";
    }

    private static string Size(ScheduleSize size) =>
        $"{Counted.Of(size.Steps, "step")}, {Counted.Of(size.Preemptions, "preemption")}, {Counted.Of(size.Contexts, "context")}";
}
