using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.KnownFailures;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Tests.KnownFailures;

/// <summary>Verdicts, files and libraries in a line.</summary>
internal static class Known
{
    public const string Tick = "{ verdict: violation, blames: [STOP-01], shape: tick }";

    public static readonly string[] Ids = ["stop/one", "stop/pair@a", "stop/pair@b", "barrier/one"];

    public static ReportAdapter Mine { get; } = new("mine", "1.4.0", "C", 20091216, ["core"], ControlTier.T2);

    public static ExpectationContext Context { get; } = new(
        [.. Ids.Select(i => new LibraryCase(i, [i.StartsWith("stop", StringComparison.Ordinal) ? "STOP-01" : "BARRIER-02"]))],
        [Mine], new DateOnly(2026, 11, 24), new Version(0, 1, 0));

    public static CaseVerdict Pass(string id) => new(Array.IndexOf(Ids, id), id, "mine", VerdictKind.Pass, ControlTier.T1)
    {
        Hash = "0123456789abcdef",
        Tests = [id.StartsWith("stop", StringComparison.Ordinal) ? "STOP-01" : "BARRIER-02"],
        Repeat = "",
    };

    public static CaseVerdict Fail(string id, string line = "T tick", params string[] blamed) => Pass(id) with
    {
        Kind = VerdictKind.Violation,
        Blamed = blamed is [] ? ["STOP-01"] : [.. blamed],
        Evidence = new Evidence { Log = [line], Divergence = new Divergence(1, line, [], null) },
    };

    public static string Entry(string target, string failure = Tick, string expires = "2027-03-31", string? when = null) => $"""
          - {target}
            failure: {failure}
            reason: It is not repaired yet.
            link: https://tracker.example/1
            expires: {expires}{(when is null ? "" : "\n    when: " + when)}

        """.ReplaceLineEndings("\n");

    public static string Text(params string[] entries) => "schema: 1\nadapter: mine\nentries:\n" + string.Concat(entries);

    public static ExpectationFile Load(string text)
    {
        var loaded = ExpectationLoader.Load(text, "known.yaml");
        Assert.That(loaded.Defects, Is.Empty);
        return loaded.File!;
    }

    public static CertifyResult Judge(string text, params CaseVerdict[] verdicts) =>
        new ExpectationJudge([Load(text)], Context).Apply(Result(verdicts), ranAll: true);

    public static CertifyResult Result(params CaseVerdict[] verdicts) => new([.. verdicts.Select((v, i) => v with { Index = i })], verdicts.Length);

    public static ImmutableArray<CaseVerdict> AllPassBut(params CaseVerdict[] others) =>
        [.. Ids.Select(i => others.FirstOrDefault(o => string.Equals(o.Case, i, StringComparison.Ordinal)) ?? Pass(i))];
}
