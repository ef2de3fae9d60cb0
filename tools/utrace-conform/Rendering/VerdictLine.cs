using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Rendering;

/// <summary>The last line of a run.</summary>
internal static class VerdictLine
{
    /// <summary>The guarantees that failing cases blame, in ordinal order.</summary>
    public static IReadOnlyList<string> Broken(CertifyResult result) =>
        Blamed(result.Verdicts.Where(v => v.IsFailure && !v.IsExpectedFailure));

    private static IReadOnlyList<string> Blamed(IEnumerable<CaseVerdict> verdicts) =>
        [.. verdicts.SelectMany(v => v.Blamed).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The last line of a run; the first words are what scripts look for.</summary>
    public static string Of(CertifyResult result, ulong seed)
    {
        var cases = Documents.Counted.Of(result.Planned, "case");
        var kept = result.Verdicts.Where(v => v.Kind is VerdictKind.Pass).SelectMany(v => v.Tests).Distinct(StringComparer.Ordinal).Count();
        var seeded = FormattableString.Invariant($"seed {seed}{(result.Shard is { } shard ? $", shard {shard}" : "")}");
        var cut = result.IsComplete ? "" : FormattableString.Invariant($", CUT after {result.Verdicts.Length} of {cases}");
        return Word(result) switch
        {
            "stale" => $"verdict: expectations no longer true, {Documents.Counted.Of(result.Problems.Length, "problem")}, {Documents.Counted.Of(result.ExpectedFailures, "expected failure")} in {cases}{Skipped(result)}{cut}, {seeded}",
            "conformant" when result.ExpectedFailures > 0 =>
                $"verdict: as expected, {Documents.Counted.Of(result.ExpectedFailures, "expected failure")} in {cases}; known to be broken: "
                + $"{string.Join(", ", Blamed(result.Verdicts.Where(v => v.IsExpectedFailure)))}{Skipped(result)}; {seeded}",
            "conformant" => $"verdict: conformant, {cases}, {Documents.Counted.Of(kept, "guarantee")} tried and kept{Skipped(result)}, {seeded}",
            "inconclusive" => $"verdict: inconclusive{Undecided(result, cases)}{Skipped(result)}{cut}, {seeded}",
            _ => $"verdict: NOT conformant, {Failures(result)} in {cases}{(Broken(result) is { Count: > 0 } broken ? $"; broken: {string.Join(", ", broken)}" : "")}{cut}; {seeded}",
        };
    }

    private static string Word(CertifyResult result) => result.ExitCode switch
    {
        ExitCode.Conformant => "conformant",
        ExitCode.Inconclusive => "inconclusive",
        ExitCode.StaleExpectation => "stale",
        _ => "not-conformant",
    };

    private static string Skipped(CertifyResult result) =>
        result.Count(VerdictKind.Skipped) is > 0 and var n ? FormattableString.Invariant($", {n} skipped") : "";

    private static string Undecided(CertifyResult result, string cases) =>
        result.Count(VerdictKind.Inconclusive) is > 0 and var n ? FormattableString.Invariant($", {n} of {cases} undecided") : "";

    private static string Failures(CertifyResult result) =>
        string.Join(", ", Enum.GetValues<VerdictKind>().Where(k => k > VerdictKind.Skipped).OrderBy(k => k is VerdictKind.Inconclusive)
            .Where(k => result.Count(k) > 0).Select(k => Counted(k, result.Count(k))));

    /// <summary><c>1 violation</c>, <c>2 crashes</c>.</summary>
    public static string Counted(VerdictKind kind, int count) => kind switch
    {
        VerdictKind.Pass => Documents.Counted.Of(count, "pass", "pass"),
        VerdictKind.Skipped => Documents.Counted.Of(count, "skipped", "skipped"),
        VerdictKind.Inconclusive => Documents.Counted.Of(count, "inconclusive", "inconclusive"),
        VerdictKind.Violation => Documents.Counted.Of(count, "violation"),
        VerdictKind.Hang => Documents.Counted.Of(count, "hang"),
        VerdictKind.Crash => Documents.Counted.Of(count, "crash", "crashes"),
        VerdictKind.AdapterError => Documents.Counted.Of(count, "adapter error"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
