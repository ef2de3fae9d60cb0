using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;
using static Utrace.Conformance.Tests.KnownFailures.Known;

namespace Utrace.Conformance.Tests.KnownFailures;

public sealed class ExpectationJudgeTests
{
    private const string Do = "do: see whether https://tracker.example/1 is done; then 'utrace-conform expect --update known.yaml' proposes what to remove";

    [Test]
    public void ExpectedFailure_IsNoFailureOfTheRun()
    {
        var result = Judge(Text(Entry("cases: stop/one")), [.. AllPassBut(Fail("stop/one"))]);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.ExpectedFailures, Is.EqualTo(1));
            Assert.That(result.Count(VerdictKind.Violation), Is.Zero);
            Assert.That(result.Verdicts[0].Expectation, Is.EqualTo(new CaseExpectation(ExpectationMatch.ExpectedFailure, "known.yaml:4:5", "It is not repaired yet.", "https://tracker.example/1")));
        });
    }

    [Test]
    public void AnotherFailure_OutweighsEverything()
    {
        var result = Judge(Text(Entry("cases: stop/one")), [.. AllPassBut(Fail("barrier/one"))]);
        Assert.That((result.Problems.Length, result.ExitCode), Is.EqualTo((1, ExitCode.Violation)));
    }

    [Test]
    public void UnexpectedPass_OfAFamily_NamesTheCase() => Check(
        Text(Entry("cases: stop/pair")), [.. AllPassBut(Fail("stop/pair@b"))],
        $"known.yaml:4:5: stop/pair@a passes; expected {Tick}; {Do}");

    [Test]
    public void UnexpectedPass_OfAGuarantee_IsWhenNoCaseFailsSo() => Check(
        Text(Entry("guarantees: STOP-01")), [.. AllPassBut()],
        $"known.yaml:4:5: none of the 3 cases that test STOP-01 fails so any more; expected {Tick}; {Do}");

    [Test]
    public void Guarantee_WhileOneCaseFails_IsAsExpected()
    {
        var result = Judge(Text(Entry("guarantees: STOP-*")), [.. AllPassBut(Fail("stop/pair@a"))]);
        Assert.That((result.ExitCode, result.ExpectedFailures), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Guarantee_DoesNotHideAnotherFailure() =>
        Assert.That(Judge(Text(Entry("guarantees: STOP-*")), [.. AllPassBut(Fail("stop/pair@a"), Fail("stop/one", "T died"))]).ExitCode, Is.EqualTo(ExitCode.Violation));

    [Test]
    public void OtherSignature_ShowsBoth() => Check(
        Text(Entry("cases: stop/one")), [.. AllPassBut(Fail("stop/one", "T died", "STOP-02"))],
        "known.yaml:4:5: stop/one fails in another way: { verdict: violation, blames: [STOP-02], shape: died }; "
        + $"expected {Tick}; do: find out whether this is another defect; then 'utrace-conform expect --update known.yaml' proposes the change");

    [Test]
    public void Unmatched_NamesTheNearest() => Check(
        Text(Entry("cases: stop/pare")), [.. AllPassBut()],
        "known.yaml:4:12: no case matches 'stop/pare'; did you mean 'stop/pair'?; expected the id of one of the 4 cases or of their families, or a glob over them; do: correct the pattern, or remove it");

    [Test]
    public void TooWide_CasesOfTwoAreas() => Check(
        Text(Entry("cases: '*/one'")), [.. AllPassBut(Fail("stop/one"), Fail("barrier/one"))],
        "known.yaml:4:12: the entry is too wide: '*/one' means 2 cases of 2 areas: barrier, stop; expected cases of one area, and not all that exist; "
        + "do: write an entry for each defect, so that another one cannot hide behind it");

    [Test]
    public void TooWide_GuaranteesOfTwoAreas() => Check(
        Text(Entry("guarantees: 'S*P-01'")), [.. AllPassBut(Fail("stop/one"))],
        "known.yaml:4:17: the entry is too wide: 'S*P-01' means 2 guarantees of 2 areas: STOP, STEP; expected guarantees of one area; "
        + "do: write an entry for each defect, so that another one cannot hide behind it");

    [Test]
    public void TooWide_EveryCase()
    {
        var context = Context with { Library = [.. Context.Library.Where(c => c.Area is "stop")] };
        var judge = new Conformance.KnownFailures.ExpectationJudge([Load(Text(Entry("cases: 'stop/*'")))], context);
        Assert.That(judge.StaticProblems.Select(p => p.What), Is.EqualTo(new[] { "the entry is too wide: 'stop/*' means every case, 3 of 3" }));
    }

    [Test]
    public void Expired_OnTheDayAfter() => Check(
        Text(Entry("cases: stop/one", expires: "2026-11-23")), [.. AllPassBut(Fail("stop/one"))],
        "known.yaml:8:14: the entry has expired: 2026-11-23; expected a day from 2026-11-24, which expiry is compared with; "
        + "do: see https://tracker.example/1: repair the implementation and remove the entry, or give it a new expiry");

    [Test]
    public void Expired_WithTheVersionOfTheKit() => Check(
        Text(Entry("cases: stop/one", expires: "kit 0.1.0")), [.. AllPassBut(Fail("stop/one"))],
        "known.yaml:8:14: the entry has expired: kit 0.1.0; expected a version of the kit after 0.1.0, which this is; "
        + "do: see https://tracker.example/1: repair the implementation and remove the entry, or give it a new expiry");

    [Test]
    public void Overlap_NamesTheFirst() => Check(
        Text(Entry("cases: stop/one"), Entry("cases: stop/o*")), [.. AllPassBut(Fail("stop/one"))],
        "known.yaml:9:5: stop/one is also a case of the entry at known.yaml:4:5; expected one entry for a case; "
        + "do: take it out of one of them; of several failures of a case, one entry lists them all");

    [Test]
    public void Skipped_SaysWhy() => Check(
        Text(Entry("cases: stop/one")), [.. AllPassBut(Pass("stop/one") with { Kind = VerdictKind.Skipped, Reason = "needs step, which mine does not claim" })],
        "known.yaml:4:5: every case of the entry is skipped: stop/one on mine, needs step, which mine does not claim; expected a case that is run; do: remove the entry");

    [TestCase("{ tier: T1 }", 0)]
    [TestCase("{ tier: [T0, T2] }", 1)]
    [TestCase("{ version: { since: 1.4, until: 1.5 } }", 0)]
    [TestCase("{ version: { since: 1.4.0 } }", 0)]
    [TestCase("{ version: { since: 1.10 } }", 1)]
    [TestCase("{ version: { until: 1.3.9 } }", 1)]
    [TestCase("{ api: { since: 20110727 } }", 1)]
    [TestCase("{ api: { until: 20091216 } }", 0)]
    public void Condition_DecidesWhetherAnEntryApplies(string when, int code) =>
        Assert.That(Judge(Text(Entry("cases: stop/one", when: when)), [.. AllPassBut(Fail("stop/one"))]).ExitCode, Is.EqualTo(code));

    [Test]
    public void Inconclusive_IsNeitherExpectedNorAProblem()
    {
        var result = Judge(Text(Entry("cases: stop/one")), [.. AllPassBut(Pass("stop/one") with { Kind = VerdictKind.Inconclusive })]);
        Assert.That((result.ExitCode, result.Problems.Length), Is.EqualTo((ExitCode.Inconclusive, 0)));
    }

    [Test]
    public void SeveralFailures_AnyIsExpected()
    {
        var file = Text(Entry("cases: stop/pair", $"[{Tick}, {{ verdict: hang, blames: [STOP-01], shape: no progress }}]"));
        var hang = Fail("stop/pair@b") with { Kind = VerdictKind.Hang, Evidence = new Evidence { Log = [] } };
        Assert.That(Judge(file, [.. AllPassBut(Fail("stop/pair@a"), hang)]).ExitCode, Is.Zero);
    }

    [Test]
    public void JUnit_SaysExpectedFailureAndProblems()
    {
        var text = new StringWriter();
        JUnit.Write(Judge(Text(Entry("cases: stop/one"), Entry("cases: stop/pair@a")), [.. AllPassBut(Fail("stop/one"))]), text);
        Assert.Multiple(() =>
        {
            Assert.That(text.ToString(), Does.Contain("<testsuites name=\"utrace-conform\" tests=\"5\" failures=\"1\" errors=\"0\" skipped=\"1\">"));
            Assert.That(text.ToString(), Does.Contain("<skipped message=\"expected failure: It is not repaired yet. (https://tracker.example/1)\">"));
            Assert.That(text.ToString(), Does.Contain("<failure type=\"UnexpectedPass\" message=\"stop/pair@a passes\">"));
        });
    }

    private static void Check(string text, CaseVerdict[] verdicts, string problem)
    {
        var result = Judge(text, verdicts);
        Assert.Multiple(() =>
        {
            Assert.That(result.Problems.Select(p => p.ToString()), Has.Some.EqualTo(problem));
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.StaleExpectation));
        });
    }
}
