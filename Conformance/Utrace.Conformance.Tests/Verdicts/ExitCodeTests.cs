using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Tests.Verdicts;

public sealed class ExitCodeTests
{
    [TestCase(true, 0)]
    [TestCase(false, 3)]
    [TestCase(true, 0, VerdictKind.Pass, VerdictKind.Skipped)]
    [TestCase(true, 3, VerdictKind.Inconclusive, VerdictKind.Pass)]
    [TestCase(true, 1, VerdictKind.Inconclusive, VerdictKind.Violation)]
    [TestCase(true, 1, VerdictKind.Hang)]
    [TestCase(true, 1, VerdictKind.Crash)]
    [TestCase(true, 1, VerdictKind.AdapterError)]
    [TestCase(false, 1, VerdictKind.Violation)]
    public void Of_Verdicts_IsTheWorst(bool isComplete, int expected, params VerdictKind[] verdicts) =>
        Assert.That(ExitCode.Of(verdicts, isComplete), Is.EqualTo(expected));

    [Test]
    public void Codes_AreTheDocumentedOnes() => Assert.That(
        new[]
        {
            ExitCode.Conformant, ExitCode.Violation, ExitCode.StaleExpectation, ExitCode.Inconclusive,
            ExitCode.Usage, ExitCode.BadDocument, ExitCode.AdapterUnavailable, ExitCode.Internal,
        },
        Is.EqualTo(new[] { 0, 1, 2, 3, 64, 65, 69, 70 }));
}
