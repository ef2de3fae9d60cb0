using System.Collections.Immutable;
using Utrace.Conformance.Historic;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Reports;

/// <summary>What <c>run --json</c> prints.</summary>
/// <param name="Totals">Cases by verdict.</param>
/// <param name="Complete">Whether every planned case has a result.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Failures">What is neither a pass nor skipped nor an expected failure, in plan order.</param>
/// <param name="Warnings">Cases with a warning.</param>
/// <param name="Schedules">T2: the schedules, per implementation.</param>
/// <param name="ExpectedFailures">What fails as an expectation file says, in plan order.</param>
/// <param name="Problems">What is no longer true in the expectation files.</param>
public sealed record RunSummary(
    ReportTotals Totals,
    bool Complete,
    int ExitCode,
    ImmutableArray<RunFailure> Failures,
    ImmutableArray<RunWarning> Warnings,
    ImmutableArray<RunSchedules> Schedules,
    ImmutableArray<RunExpectedFailure> ExpectedFailures,
    ImmutableArray<ExpectationProblem> Problems)
{
    /// <summary>How much of the run applied to the implementations that skip something, by their claims and their API version.</summary>
    public ImmutableArray<AdapterScope> Scopes { get; init; } = [];

    /// <summary>Kernels of the past: what they break over every interleaving.</summary>
    public ImmutableArray<KernelBreaks> Kernels { get; init; } = [];

    /// <summary>Sums up.</summary>
    public static RunSummary Of(CertifyResult result) => new(
        ReportTotals.Of(result),
        result.IsComplete,
        result.ExitCode,
        [
            .. result.Verdicts.Where(v => v.Kind is not VerdictKind.Pass and not VerdictKind.Skipped && !v.IsExpectedFailure)
                .Select(v => new RunFailure(v.Case, v.Adapter, v.Kind, v.Tier.ToString(), v.Blamed, v.Reason, v.Repeat, [.. v.Schedules?.Failures ?? []])),
        ],
        [.. result.Verdicts.Where(v => v.Warning is not null).Select(v => new RunWarning(v.Case, v.Adapter, v.Warning!))],
        [.. result.Verdicts.Where(v => v.Schedules is not null).GroupBy(v => v.Adapter, StringComparer.Ordinal).Select(g => RunSchedules.Of(g.Key, [.. g]))],
        [.. result.Verdicts.Where(v => v.IsExpectedFailure).Select(v => new RunExpectedFailure(v.Case, v.Adapter, v.Kind, v.Blamed, v.Expectation!.Entry, v.Expectation.Reason, v.Expectation.Link))],
        result.Problems);
}

/// <summary>A case that did not pass.</summary>
public sealed record RunFailure(string Case, string Adapter, VerdictKind Verdict, string Tier, ImmutableArray<string> Blamed, string? Reason, string Repeat, ImmutableArray<ScheduleFailure> Schedules);

/// <summary>The schedules that an implementation was run under.</summary>
/// <param name="Adapter">The implementation.</param>
/// <param name="Strategy">How they were chosen.</param>
/// <param name="Cases">How many cases there were.</param>
/// <param name="Schedules">How many schedules were run to their end.</param>
/// <param name="Logs">How many different logs the cases gave, added up.</param>
/// <param name="Exhausted">The cases of which every schedule was run that could show anything new.</param>
/// <param name="Bounded">The others, with what ended the search.</param>
public sealed record RunSchedules(
    string Adapter, string Strategy, int Cases, long Schedules, long Logs, ImmutableArray<string> Exhausted, ImmutableArray<RunBound> Bounded)
{
    /// <summary>Sums up cases of one implementation that were run at T2.</summary>
    internal static RunSchedules Of(string adapter, IReadOnlyList<CaseVerdict> verdicts) => new(
        adapter,
        verdicts[0].Schedules!.Policy,
        verdicts.Count,
        verdicts.Sum(v => v.Schedules!.Run),
        verdicts.Sum(v => (long)v.Schedules!.Logs),
        [.. verdicts.Where(v => v.Schedules!.IsExhausted).Select(v => v.Case)],
        [.. verdicts.Where(v => !v.Schedules!.IsExhausted).Select(v => new RunBound(v.Case, v.Schedules!.Run, v.Schedules.Bound ?? ""))]);
}

/// <summary>A case whose schedules were not all run.</summary>
public sealed record RunBound(string Case, long Schedules, string Bound);

/// <summary>A case with something to know.</summary>
public sealed record RunWarning(string Case, string Adapter, string Warning);

/// <summary>A case that fails as an expectation file says.</summary>
public sealed record RunExpectedFailure(string Case, string Adapter, VerdictKind Verdict, ImmutableArray<string> Blamed, string Entry, string Reason, string Link);
