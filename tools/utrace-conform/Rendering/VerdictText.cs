using System.Collections.Immutable;
using Utrace.Conform.Documents;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Rendering;

/// <summary>What is wrong with one case, always in the same shape.</summary>
internal static class VerdictText
{
    private const int LabelWidth = 12;
    private const int ShownAlternatives = 6;

    /// <summary>The word that a verdict is called by.</summary>
    public static string WordOf(VerdictKind kind) => kind switch
    {
        VerdictKind.Pass => "pass",
        VerdictKind.Skipped => "skipped",
        VerdictKind.Inconclusive => "inconclusive",
        VerdictKind.Violation => "VIOLATION",
        VerdictKind.Hang => "HANG",
        VerdictKind.Crash => "CRASH",
        VerdictKind.AdapterError => "ADAPTER ERROR",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>One line.</summary>
    public static string Line(CaseVerdict v) =>
        $"{WordOf(v.Kind)} {v.Case} on {v.Adapter} ({v.Tier})"
        + (v.Blamed.IsEmpty ? "" : $"  {string.Join(", ", v.Blamed)}")
        + (v.Reason is null ? "" : $"  {v.Reason}");

    /// <summary>Everything: what, why it matters, which promises, how it came, what would have been right, how to see it again.</summary>
    public static void Print(Page page, CaseVerdict v, Scenario scenario)
    {
        page.Line($"{WordOf(v.Kind)} {v.Case} on {v.Adapter} ({v.Tier})", v.IsFailure ? "bold red" : "bold yellow");
        page.Field("title", scenario.Title, 2, LabelWidth);
        page.Field("why", scenario.Why, 2, LabelWidth);
        GuaranteeLines.Print(page, "breaks", v.Blamed);
        if (v.Reason is not null)
        {
            page.Field("because", v.Reason, 2, LabelWidth);
        }

        if (v.Evidence is { } evidence)
        {
            PrintEvidence(page, evidence, v);
        }

        if (v.Schedules is { } schedules)
        {
            ScheduleText.Print(page, schedules, LabelWidth);
        }

        page.Line("  " + "repeat".PadRight(LabelWidth) + v.Repeat);
        foreach (var failure in v.Schedules?.Failures ?? [])
        {
            page.Line(failure.Replay);
        }
    }

    private static void PrintEvidence(Page page, Evidence evidence, CaseVerdict v)
    {
        if (evidence.Diagram.Length > 0)
        {
            page.Line("  interleaving");
            foreach (var line in evidence.Diagram.TrimEnd('\n').Split('\n'))
            {
                page.Line("    " + line);
            }
        }

        if (evidence.Divergence is { } d)
        {
            page.Field("observed", d.Observed is null ? $"the log stops behind line {d.Line - 1}" : $"line {d.Line}: {d.Observed}", 2, LabelWidth);
            var label = "allowed";
            foreach (var allowed in d.Allowed.Take(ShownAlternatives))
            {
                page.Field(label, allowed.Line + Upholding(allowed, v.Tests), 2, LabelWidth);
                label = "or";
            }

            if (d.Allowed.IsEmpty)
            {
                page.Field(label, "nothing, the log was over", 2, LabelWidth);
            }
            else if (d.Allowed.Length > ShownAlternatives)
            {
                page.Field(label, $"{d.Allowed.Length - ShownAlternatives} more lines", 2, LabelWidth);
            }

            if (d.Fix is { } fix)
            {
                page.Field("legal if", fix, 2, LabelWidth);
            }
        }

        foreach (var finding in evidence.Defects.Concat(evidence.Expectations).Concat(evidence.Monitors).Select(f => f.ToString())
            .Where(f => !string.Equals(f, v.Reason, StringComparison.Ordinal)))
        {
            page.Field("found", finding, 2, LabelWidth);
        }

        foreach (var wait in evidence.Waits)
        {
            page.Field("waits", wait, 2, LabelWidth);
        }

        foreach (var line in evidence.Exception?.Split('\n').Take(ShownAlternatives) ?? [])
        {
            page.Line("    " + line.TrimEnd());
        }
    }

    /// <summary>Rules uphold many guarantees; of those the ones that the case is about.</summary>
    private static string Upholding(AllowedText allowed, ImmutableArray<string> tests)
    {
        var shown = allowed.Guarantees.Where(g => tests.Contains(g, StringComparer.Ordinal)).ToList();
        return shown.Count == 0 ? "" : $"  ({string.Join(", ", shown)})";
    }
}
