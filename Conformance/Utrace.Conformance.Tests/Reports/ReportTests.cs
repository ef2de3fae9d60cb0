using Utrace.Adapters;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Running;
using Utrace.Conformance.Tests.Running;
using Utrace.Conformance.Tests.Toys;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Tests.Reports;

public sealed class ReportTests
{
    private static readonly CertifyOptions Options = new(new DeadlineUnit(TimeSpan.FromMilliseconds(50)));

    [Test]
    public void Read_WholeReport_GivesBackEveryVerdict()
    {
        var report = Report.Read(new StringReader(Written(out var result)));

        Assert.That(report.Cut, Is.Null);
        Assert.That(report.ToResult().Verdicts.Select(v => (v.Index, v.Kind, v.Outcome, v.Repeat)), Is.EqualTo(result.Verdicts.Select(v => (v.Index, v.Kind, v.Outcome, v.Repeat))));
        Assert.That(report.ToResult().ExitCode, Is.EqualTo(result.ExitCode));
        Assert.That(report.Header.Planned, Is.EqualTo(2));
    }

    [Test]
    public void Read_FooterMissing_SaysCutAndKeepsTheCases()
    {
        var lines = Written(out _).Split('\n');
        var report = Report.Read(new StringReader(string.Join('\n', lines[..3]) + "\n"));

        Assert.That(report.Cut, Is.EqualTo("cut: there is no footer; 2 of 2 cases are there"));
        Assert.That(report.Cases, Has.Length.EqualTo(2));
    }

    [Test]
    public void Read_LastLineTorn_SaysCutAndKeepsTheWholeCases()
    {
        var lines = Written(out _).Split('\n');
        var report = Report.Read(new StringReader(string.Join('\n', lines[..2]) + "\n" + lines[2][..30]));

        Assert.That(report.Cut, Is.EqualTo("cut: the last line is torn; 1 of 2 cases are whole"));
    }

    [Test]
    public void Read_SomethingElse_SaysWhereAndWhatWasExpected()
    {
        Assert.That(
            () => Report.Read(new StringReader("hello\n")),
            Throws.TypeOf<ReportFormatException>().With.Message.StartsWith("line 1 cannot be read").And.Message.EndsWith("expected one JSON object of schema/report.schema.json a line"));
        Assert.That(() => Report.Read(new StringReader("")), Throws.TypeOf<ReportFormatException>().With.Message.StartsWith("line 1 is no header"));
    }

    [Test]
    public void Read_SameCaseTwice_IsAnError()
    {
        var lines = Written(out _).Split('\n');

        Assert.That(
            () => Report.Read(new StringReader(string.Join('\n', lines[0], lines[1], lines[1]) + "\n")),
            Throws.TypeOf<ReportFormatException>().With.Message.EqualTo("line 3 is the second case with index 0; expected one result for every planned case"));
    }

    [Test]
    public void End_OfACutRun_SaysCut()
    {
        var text = new StringWriter();
        new ReportWriter(text).End(new CertifyResult([], 3));

        Assert.That(text.ToString(), Does.Contain("\"complete\":false,\"cut\":true,\"exitCode\":3"));
    }

    [Test]
    public void JUnit_HasACasePerVerdictAndNoTimes()
    {
        Written(out var result);
        var text = new StringWriter();
        JUnit.Write(result, text);

        Assert.That(text.ToString(), Does.Contain("<testsuites name=\"utrace-conform\" tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"0\">"));
        Assert.That(text.ToString(), Does.Contain("<error type=\"Crash\"").And.Not.Contain("time="));
    }

    private static string Written(out CertifyResult result)
    {
        IAdapter[] adapters =
        [
            new ToyAdapter(),
            new ToyAdapter { OnCall = (_, _, c) => c.Function is Spec.ApiFunction.Barrier ? throw new InvalidOperationException("bad \u0001 sign") : null },
        ];
        var scenario = Toy.Scenario(null, [Toy.BarrierStep(5)], [Make.Tick], [Make.Engine("E", "T")]);
        var text = new StringWriter();
        var writer = new ReportWriter(text);
        writer.Begin([scenario], adapters, Options);
        result = new Certifier(new ModelCache(_ => Toy.Square(), (_, _, _) => [])).Certify([scenario], adapters, Options with { Jobs = 1 }, writer);
        writer.End(result);
        return text.ToString();
    }
}
