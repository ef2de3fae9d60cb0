using Utrace.Adapters;
using Utrace.Conform.Output;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Documents;

/// <summary>The result of a run in the shapes that are printed.</summary>
internal static class RunReports
{
    /// <summary>The JSON shape.</summary>
    public static RunReport Of(CertifyResult result, IReadOnlyList<IAdapter> adapters, ulong seed) => new(
        Word(result), result.ExitCode, !result.IsComplete, seed, result.Planned, result.Verdicts.Length,
        [.. adapters.Select(a => Of(a.Identity))],
        Enum.GetValues<VerdictKind>().ToDictionary(k => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(k.ToString()), result.Count, StringComparer.Ordinal),
        Broken(result), result.Verdicts);

    /// <summary>An implementation as lists show it.</summary>
    public static AdapterItem Of(AdapterIdentity i) => new(i.Name, i.Version, i.Language, i.ApiVersion, i.Tier.ToString(), [.. i.Capabilities]);

    /// <summary>The guarantees that failing cases blame, in ordinal order.</summary>
    public static IReadOnlyList<string> Broken(CertifyResult result) =>
        [.. result.Verdicts.Where(v => v.IsFailure).SelectMany(v => v.Blamed).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The last line of a run; the first words are what scripts look for.</summary>
    public static string VerdictLine(CertifyResult result, ulong seed)
    {
        var cases = Counted.Of(result.Planned, "case");
        var kept = result.Verdicts.Where(v => v.Kind is VerdictKind.Pass).SelectMany(v => v.Tests).Distinct(StringComparer.Ordinal).Count();
        var seeded = FormattableString.Invariant($"seed {seed}");
        var cut = result.IsComplete ? "" : FormattableString.Invariant($", CUT after {result.Verdicts.Length} of {cases}");
        return Word(result) switch
        {
            "conformant" => $"verdict: conformant, {cases}, {Counted.Of(kept, "guarantee")} tried and kept{Skipped(result)}, {seeded}",
            "inconclusive" => $"verdict: inconclusive, {Counted.Of(result.Count(VerdictKind.Inconclusive), "inconclusive case")} of {cases}{Skipped(result)}{cut}, {seeded}",
            _ => $"verdict: NOT conformant, {Failures(result)} in {cases}; broken: {string.Join(", ", Broken(result))}{cut}; {seeded}",
        };
    }

    private static string Word(CertifyResult result) => result.ExitCode switch
    {
        ExitCode.Conformant => "conformant",
        ExitCode.Inconclusive => "inconclusive",
        _ => "not-conformant",
    };

    private static string Skipped(CertifyResult result) =>
        result.Count(VerdictKind.Skipped) is > 0 and var n ? FormattableString.Invariant($", {n} skipped") : "";

    private static string Failures(CertifyResult result)
    {
        (VerdictKind Kind, string One, string Many)[] words =
        [
            (VerdictKind.Violation, "violation", "violations"), (VerdictKind.Hang, "hang", "hangs"),
            (VerdictKind.Crash, "crash", "crashes"), (VerdictKind.AdapterError, "adapter error", "adapter errors"),
            (VerdictKind.Inconclusive, "inconclusive", "inconclusive"),
        ];
        return string.Join(", ", words.Where(w => result.Count(w.Kind) > 0).Select(w => Counted.Of(result.Count(w.Kind), w.One, w.Many)));
    }
}
