using VerifyNUnit;
using VerifyTests;

namespace Utrace.Snapshots.Tests;

public sealed class OutcomeTests : SnapshotFixture
{
    [Test]
    public void NoVerifiedFile_FailsAsNewAndWritesReceivedOnly()
    {
        var failure = Failure(Verifier.Verify("one\ntwo", Settings()));

        Assert.That(failure.Message, Is.EqualTo(
            $"Directory: {Folder}\nNew:\n  - Received: case.received.txt\n    Verified: case.verified.txt\n\nFileContent:\n\nReceived: case.received.txt\none\ntwo\n"));
        Assert.That(Files(), Is.EqualTo(new[] { "case.received.txt" }));
        Assert.That(Text("case.received.txt"), Is.EqualTo("one\ntwo"));
    }

    [Test]
    public void VerifiedFileOfNoBytes_CountsAsMissing()
    {
        Have("case.verified.txt", "");

        Assert.That(Failure(Verifier.Verify("x", Settings())).Message, Does.Contain("\nNew:\n"));
    }

    [Test]
    public void DifferentText_FailsAsNotEqualAndWritesReceived()
    {
        Have("case.verified.txt", "old");

        var failure = Failure(Verifier.Verify("new", Settings()));

        Assert.That(failure.Message, Is.EqualTo(
            $"Directory: {Folder}\nNotEqual:\n  - Received: case.received.txt\n    Verified: case.verified.txt\n\nFileContent:\n\n"
            + "Received: case.received.txt\nnew\nVerified: case.verified.txt\nold\n"));
        Assert.That(Files(), Is.EqualTo(new[] { "case.received.txt", "case.verified.txt" }));
        Assert.That(Text("case.verified.txt"), Is.EqualTo("old"));
    }

    [Test]
    public async Task EqualText_PassesAndLeavesNothing()
    {
        Have("case.verified.txt", "same");
        Have("case.received.txt", "of an earlier run");
        Have("case#part.received.txt", "of an earlier run");
        Have("case2.received.txt", "of another case");

        var result = await Verifier.Verify("same", Settings());

        Assert.That(result.Text, Is.EqualTo("same"));
        Assert.That(Files(), Is.EqualTo(new[] { "case.verified.txt", "case2.received.txt" }));
    }

    [Test]
    public void StaleVerifiedPart_FailsAsDelete()
    {
        Have("case.verified.txt", "same");
        Have("case#00.verified.txt", "left over");
        Have("case#01.verified.png", "left over");

        var failure = Failure(Verifier.Verify("same", Settings()));

        Assert.That(failure.Message, Is.EqualTo($"Directory: {Folder}\nDelete:\n  - case#00.verified.txt\n  - case#01.verified.png\n"));
    }

    [Test]
    public void StaleVerifiedPartOfANewCase_BothSections()
    {
        Have("case#00.verified.txt", "left over");

        Assert.That(Failure(Verifier.Verify("x", Settings())).Message, Is.EqualTo(
            $"Directory: {Folder}\nNew:\n  - Received: case.received.txt\n    Verified: case.verified.txt\nDelete:\n  - case#00.verified.txt\n\n"
            + "FileContent:\n\nReceived: case.received.txt\nx\n"));
    }

    [Test]
    public void OmitContentFromException_MessageNamesFilesOnly()
    {
        VerifierSettings.OmitContentFromException();

        Assert.That(Failure(Verifier.Verify("x", Settings())).Message, Is.EqualTo(
            $"Directory: {Folder}\nNew:\n  - Received: case.received.txt\n    Verified: case.verified.txt\n"));
    }

    [Test]
    public async Task AutoVerify_TakesWhatIsReceived()
    {
        Have("case.verified.txt", "old");

        await Verifier.Verify("new", Settings()).AutoVerify();

        Assert.That(Files(), Is.EqualTo(new[] { "case.verified.txt" }));
        Assert.That(Text("case.verified.txt"), Is.EqualTo("new"));
    }

    [Test]
    public async Task AutoVerify_ForTheProcess_TakesWhatIsReceived()
    {
        VerifierSettings.AutoVerify();

        await Verifier.Verify("new", Settings());

        Assert.That(Text("case.verified.txt"), Is.EqualTo("new"));
    }

    [Test]
    public void Failure_AttachesTheReceivedFile()
    {
        var result = NUnit.Framework.Internal.TestExecutionContext.CurrentContext.CurrentResult;

        // Not by Assert.Throws: what runs inside it has a result of its own.
        try
        {
            Verifier.Verify("x", Settings()).GetAwaiter().GetResult();
        }
        catch (VerifyException)
        {
            // Expected; what counts is the attachment.
        }

        Assert.That(result.TestAttachments.Select(a => a.FilePath), Is.EqualTo(new[] { Path.Combine(Folder, "case.received.txt") }));
    }

    [Test]
    public void OtherExtension_IsThatOfTheFiles()
    {
        Failure(Verifier.Verify("{}", "json", Settings()));

        Assert.That(Files(), Is.EqualTo(new[] { "case.received.json" }));
    }

    [Test]
    public void MissingDirectory_IsMade()
    {
        var settings = Settings();
        settings.UseDirectory(Path.Combine(Folder, "a", "b"));

        Failure(Verifier.Verify("x", settings));

        Assert.That(File.Exists(Path.Combine(Folder, "a", "b", "case.received.txt")));
    }
}
