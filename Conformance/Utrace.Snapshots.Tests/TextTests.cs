using VerifyNUnit;
using VerifyTests;

namespace Utrace.Snapshots.Tests;

public sealed class TextTests : SnapshotFixture
{
    [TestCase("", "emptyString")]
    [TestCase(null, "null")]
    [TestCase("\uFEFFa", "a")]
    [TestCase("a\r\nb\rc\n", "a\nb\nc\n")]
    [TestCase(" a \n\n", " a \n\n")]
    public void Received_IsStoredAs(string? given, string stored)
    {
        Failure(Verifier.Verify(given, Settings()));

        Assert.That(Text("case.received.txt"), Is.EqualTo(stored));
    }

    [TestCase("a", "a\n")]
    [TestCase("a\n", "a")]
    [TestCase("a", "A")]
    [TestCase("a", "a ")]
    public void Comparison_IsOrdinalOverTheWholeText(string given, string verified)
    {
        Have("case.verified.txt", verified);

        Assert.That(Failure(Verifier.Verify(given, Settings())).Message, Does.Contain("NotEqual:"));
    }

    [Test]
    public async Task VerifiedWithByteOrderMark_IsReadWithoutIt()
    {
        Have("case.verified.txt", "\uFEFFa");

        await Verifier.Verify("a", Settings());
    }

    [TestCase("a\r\nb")]
    [TestCase("a\rb")]
    public void VerifiedWithCarriageReturn_FailsAndSaysTheLineToAdd(string verified)
    {
        Have("case.verified.txt", verified);

        Assert.That(Failure(Verifier.Verify("a\nb", Settings())).Message, Is.EqualTo(
            $"{Path.Combine(Folder, "case.verified.txt")} contains carriage returns, and verified files have LF only. "
            + "Add this line to .gitattributes and check the file out again: *.verified.txt text eol=lf working-tree-encoding=UTF-8"));
    }

    [Test]
    public void Written_IsUtf8WithAByteOrderMarkUnlessSwitchedOff()
    {
        VerifierSettings.Current = new ProcessSettings();
        Failure(Verifier.Verify("ä", Settings()));
        var marked = Bytes("case.received.txt");

        VerifierSettings.Current = new ProcessSettings();
        VerifierSettings.UseUtf8NoBom();
        Failure(Verifier.Verify("ä", Settings()));

        Assert.That(marked, Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF, 0xC3, 0xA4 }));
        Assert.That(Bytes("case.received.txt"), Is.EqualTo(new byte[] { 0xC3, 0xA4 }));
    }
}
