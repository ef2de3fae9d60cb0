using Spectre.Console;
using Utrace.Conform.Documents;
using Utrace.Conformance.Historic;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Rendering;

/// <summary>A run as a maintainer reads it: what is wrong first, then a table, then one line to look for.</summary>
internal static class RunText
{
    private const int Detailed = 10;

    private static readonly VerdictKind[][] Order =
    [
        [VerdictKind.Violation],
        [VerdictKind.Hang, VerdictKind.Crash, VerdictKind.AdapterError],
        [VerdictKind.Inconclusive],
    ];

    /// <summary>Prints it all.</summary>
    public static void Print(
        IAnsiConsole console,
        CertifyResult result,
        IReadOnlyDictionary<string, Scenario> scenarios,
        ulong seed,
        bool isVerbose = false,
        IReadOnlyList<AdapterScope>? scopes = null,
        IReadOnlyList<KernelBreaks>? kernels = null)
    {
        var page = new Page(console);
        var past = kernels?.Select(k => k.Adapter).ToHashSet(StringComparer.Ordinal) ?? [];
        var failing = result.Verdicts.Where(v => v.Kind is not VerdictKind.Pass and not VerdictKind.Skipped && !v.IsExpectedFailure).ToList();

        // Hundreds of cases of a kernel of the past fail; the table below is the answer there, and each case can be run alone.
        var listed = failing.Where(v => isVerbose || !past.Contains(v.Adapter)).ToList();
        listed = failing.Count <= Detailed ? failing : listed;
        foreach (var kinds in Order)
        {
            PrintSome(page, [.. listed.Where(v => kinds.Contains(v.Kind))], scenarios);
        }

        foreach (var group in failing.Except(listed).GroupBy(v => v.Adapter, StringComparer.Ordinal))
        {
            page.Line($"{Counted.Of(group.Count(), "case")} of {group.Key} failed in this run (--verbose shows them, 'run CASE --adapter {group.Key}' shows one)");
        }

        ExpectationText.Print(page, result);

        foreach (var scope in scopes ?? AdapterScope.Of(result, new Dictionary<string, int>(StringComparer.Ordinal)))
        {
            ScopeText.Print(page, scope);
        }

        foreach (var v in result.Verdicts.Where(v => v.Warning is not null))
        {
            page.Line($"warning: {v.Case} on {v.Adapter}: {v.Warning}");
        }

        console.Write(Summary(result));
        ScheduleText.Print(page, result, isVerbose);
        foreach (var kernel in kernels ?? [])
        {
            KernelText.Print(page, console, kernel);
        }

        if (!result.IsComplete)
        {
            page.Line($"CUT: {Counted.Of(result.Verdicts.Length, "case")} of {result.Planned} finished before the run was stopped; what is not listed was not tried");
        }

        page.Line(VerdictLine.Of(result, seed), result.ExitCode == ExitCode.Conformant ? "green" : "bold red");
    }

    private static void PrintSome(Page page, IReadOnlyList<CaseVerdict> verdicts, IReadOnlyDictionary<string, Scenario> scenarios)
    {
        foreach (var v in verdicts.Take(Detailed))
        {
            VerdictText.Print(page, v, scenarios[v.Case]);
            page.Blank();
        }

        if (verdicts.Count > Detailed)
        {
            page.Line($"{Counted.Of(verdicts.Count - Detailed, "more case")}, in short (--json has everything, 'run CASE' shows one):");
            foreach (var v in verdicts.Skip(Detailed))
            {
                page.Line("  " + VerdictText.Line(v));
                foreach (var failure in v.Schedules?.Failures ?? [])
                {
                    page.Line(failure.Replay);
                }
            }

            page.Blank();
        }
    }

    /// <summary>Per area and implementation how many of how many cases pass.</summary>
    private static Table Summary(CertifyResult result)
    {
        var adapters = result.Verdicts.Select(v => v.Adapter).Distinct(StringComparer.Ordinal).ToList();
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.AddColumn("area");
        adapters.ForEach(a => table.AddColumn(Markup.Escape(a)));
        foreach (var area in result.Verdicts.GroupBy(v => v.Case.Split('/')[0], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            table.AddRow([area.Key, .. adapters.Select(a => Cell(area.Where(v => string.Equals(v.Adapter, a, StringComparison.Ordinal)).ToList()))]);
        }

        table.AddRow(["all", .. adapters.Select(a => Cell(result.Verdicts.Where(v => string.Equals(v.Adapter, a, StringComparison.Ordinal)).ToList()))]);
        return table;
    }

    private static string Cell(List<CaseVerdict> verdicts)
    {
        var others = verdicts.Where(v => v.Kind is not VerdictKind.Pass && !v.IsExpectedFailure).GroupBy(v => v.Kind).OrderByDescending(g => g.Key)
            .Select(g => ", " + VerdictLine.Counted(g.Key, g.Count()));
        var expected = verdicts.Count(v => v.IsExpectedFailure) is > 0 and var n ? ", " + Counted.Of(n, "expected failure") : "";
        return FormattableString.Invariant($"{verdicts.Count(v => v.Kind is VerdictKind.Pass)} of {verdicts.Count} pass") + string.Concat(others) + expected;
    }
}
