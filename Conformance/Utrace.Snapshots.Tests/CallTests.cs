using VerifyNUnit;
using VerifyTests;

namespace Utrace.Snapshots.Tests;

public sealed class CallTests : SnapshotFixture
{
    [Test]
    public void Call_DoesNothingBeforeItIsAwaited()
    {
        var task = Verifier.Verify("x", Settings());
        Assert.That(Files(), Is.Empty);

        Task<VerifyResult> converted = task;
        Assert.That(() => converted.GetAwaiter().GetResult(), Throws.InstanceOf<VerifyException>());
        Assert.That(task.ToTask(), Is.SameAs(converted));
    }

    [Test]
    public void Settings_AreCopiedAtTheCall()
    {
        var settings = Settings();
        var task = Verifier.Verify("x", settings);
        settings.UseFileName("changed");

        Failure(task);

        Assert.That(Files(), Is.EqualTo(new[] { "case.received.txt" }));
    }

    [Test]
    public void OutsideATest_Throws()
    {
        InvalidOperationException? thrown = null;
        using (ExecutionContext.SuppressFlow())
        {
            var thread = new Thread(() => thrown = Record(Verifier.Verify("x", Settings())));
            thread.Start();
            thread.Join();
        }

        Assert.That(thrown, Is.Not.Null);
        Assert.That(thrown!.Message, Is.EqualTo("Verify was called outside a running NUnit test. Call it in the test's own flow, and await it."));
    }

    [Test]
    public void Prefix_UsedTwiceInAProcess_Throws()
    {
        Failure(Verifier.Verify("x", Settings()));

        Assert.That(
            () => Verifier.Verify("x", Settings("CASE")).GetAwaiter().GetResult(),
            Throws.InvalidOperationException.With.Message.EqualTo(
                $"The prefix '{Path.Combine(Folder, "CASE")}' was used by an earlier Verify of this run. "
                + "Give each its own name (UseFileName, UseMethodName, UseTextForParameters), or call DisableRequireUniquePrefix."));
    }

    [Test]
    public void Prefix_UsedTwice_AllowedWhereSaid()
    {
        Failure(Verifier.Verify("x", Settings()));
        Failure(Verifier.Verify("x", Settings()).DisableRequireUniquePrefix());

        VerifierSettings.Current = new ProcessSettings();
        VerifierSettings.DisableRequireUniquePrefix();
        Failure(Verifier.Verify("x", Settings()));
        Failure(Verifier.Verify("x", Settings()));
    }

    [Test]
    public void ProcessSettings_AfterAVerify_Throw()
    {
        Failure(Verifier.Verify("x", Settings()).DisableDiff().DisableScrubbers());

        Assert.That(VerifierSettings.UseUtf8NoBom, Throws.InvalidOperationException.With.Message.EqualTo(
            "VerifierSettings.UseUtf8NoBom must be called before any Verify has run. Call it in a [ModuleInitializer]."));
        Assert.That(VerifierSettings.AutoVerify, Throws.InvalidOperationException);
        Assert.That(VerifierSettings.DisableRequireUniquePrefix, Throws.InvalidOperationException);
        Assert.That(VerifierSettings.OmitContentFromException, Throws.InvalidOperationException);
    }

    private static InvalidOperationException? Record(SettingsTask task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
