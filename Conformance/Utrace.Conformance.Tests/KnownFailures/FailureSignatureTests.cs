using Utrace.Conformance.KnownFailures;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Tests.KnownFailures;

public sealed class FailureSignatureTests
{
    [TestCase("T begin E.report_quiesce(RESUME, EXEC)", "begin report_quiesce(RESUME, EXEC)")]
    [TestCase("T end E.report_quiesce = STOP", "end report_quiesce")]
    [TestCase("D ret control(E, STOP) = EINPROGRESS", "ret control(STOP) = EINPROGRESS")]
    [TestCase("D ret attach(T, MATCH_OPS, ops=x) = E", "ret attach(MATCH_OPS) = engine")]
    [TestCase("D ret attach(T, MATCH_OPS, ops=x) = ENOENT", "ret attach(MATCH_OPS) = ENOENT")]
    [TestCase("D ret barrier(E) = 0", "ret barrier = 0")]
    [TestCase("T body syscall read", "body syscall")]
    [TestCase("* release E", "release")]
    [TestCase("D probe T = tstopped", "probe = tstopped")]
    [TestCase("* end T=tstopped U=zombie V=tstopped", "end tstopped zombie")]
    [TestCase("D settle", "settle")]
    public void Shape_NamesNoNames(string line, string shape) => Assert.That(FailureSignature.Of(Known.Fail("stop/one", line)).Shape, Is.EqualTo(shape));

    [Test]
    public void Shape_OfALogThatStops_SaysWhatIsMissing()
    {
        var verdict = Known.Fail("stop/one") with
        {
            Kind = VerdictKind.Hang,
            Evidence = new Evidence { Log = [], Divergence = new Divergence(9, null, [new("U tick", []), new("T tick", []), new("* end T=running", [])], null) },
        };
        Assert.That(FailureSignature.Of(verdict).ToString(), Is.EqualTo("{ verdict: hang, blames: [STOP-01], shape: log stops before end running or tick }"));
    }

    [Test]
    public void Shape_OfACrash_IsTheTypeThatWasThrown()
    {
        var verdict = Known.Fail("stop/one") with { Kind = VerdictKind.Crash, Evidence = new Evidence { Log = [], Exception = "System.InvalidOperationException: bad 17\n at x" } };
        Assert.That(FailureSignature.Of(verdict).Shape, Is.EqualTo("throws System.InvalidOperationException"));
    }

    [Test]
    public void Shape_OfAnAdapterError_HasNeitherNumbersNorQuotes()
    {
        var verdict = Known.Fail("stop/one") with { Kind = VerdictKind.AdapterError, Blamed = [], Reason = "the adapter broke the protocol: call 17 of 'D' returned 2 times" };
        Assert.That(FailureSignature.Of(verdict).Shape, Is.EqualTo("the adapter broke the protocol: call N of '*' returned N times"));
    }

    [Test]
    public void Signature_TakesNoAccountOfLineSeedAndOrderOfBlame()
    {
        var one = Known.Fail("stop/one", "T tick", "STOP-01", "RESUME-03");
        var other = Known.Fail("stop/pair@a", "U tick", "RESUME-03", "STOP-01") with { Seed = 99, Evidence = new Evidence { Log = ["D settle", "U tick"], Divergence = new Divergence(2, "U tick", [], null) } };
        Assert.Multiple(() =>
        {
            Assert.That(FailureSignature.Of(one), Is.EqualTo(FailureSignature.Of(other)));
            Assert.That(FailureSignature.Of(one), Is.Not.EqualTo(FailureSignature.Of(Known.Fail("stop/one", "T died", "STOP-01", "RESUME-03"))));
            Assert.That(FailureSignature.Of(one), Is.Not.EqualTo(FailureSignature.Of(Known.Fail("stop/one"))));
        });
    }

    [TestCase("throws A: b")]
    [TestCase("the adapter broke the protocol: call N of '*' \"x\" # y")]
    [TestCase("end tstopped, zombie")]
    public void Signature_AsText_IsReadBack(string shape)
    {
        var signature = new FailureSignature(VerdictKind.Violation, ["STOP-01"], shape);
        Assert.That(Known.Load(Known.Text(Known.Entry("cases: stop/one", signature.ToString()))).Entries[0].Failures, Is.EqualTo(new[] { signature }));
    }
}
