using System.Collections.Immutable;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Reports;

/// <summary>What <c>run --json</c> prints.</summary>
/// <param name="Totals">Cases by verdict.</param>
/// <param name="Complete">Whether every planned case has a result.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Failures">What is not a pass or skipped, in plan order.</param>
/// <param name="Warnings">Cases with a warning.</param>
public sealed record RunSummary(
    ReportTotals Totals, bool Complete, int ExitCode, ImmutableArray<RunFailure> Failures, ImmutableArray<RunWarning> Warnings)
{
    /// <summary>Sums up.</summary>
    public static RunSummary Of(CertifyResult result) => new(
        ReportTotals.Of(result),
        result.IsComplete,
        result.ExitCode,
        [
            .. result.Verdicts.Where(v => v.Kind is not VerdictKind.Pass and not VerdictKind.Skipped)
                .Select(v => new RunFailure(v.Case, v.Adapter, v.Kind, v.Tier.ToString(), v.Blamed, v.Reason, v.Repeat)),
        ],
        [.. result.Verdicts.Where(v => v.Warning is not null).Select(v => new RunWarning(v.Case, v.Adapter, v.Warning!))]);
}

/// <summary>A case that did not pass.</summary>
public sealed record RunFailure(string Case, string Adapter, VerdictKind Verdict, string Tier, ImmutableArray<string> Blamed, string? Reason, string Repeat);

/// <summary>A case with something to know.</summary>
public sealed record RunWarning(string Case, string Adapter, string Warning);
