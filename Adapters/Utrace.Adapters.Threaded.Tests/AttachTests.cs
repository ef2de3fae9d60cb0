using Utrace.Spec;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class AttachTests
{
    [Test]
    public void LookUp_NothingAttached_FindsAndMakesNothing()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Declare("E");
        Assert.Multiple(() =>
        {
            Assert.That(kit.Do(CallOf.LookUp("T")).Errno, Is.EqualTo(Errno.ENOENT));
            Assert.That(kit.Do(CallOf.Attach("T", "E", AttachFlags.Exclusive)).Handle, Is.EqualTo("E"));
        });
    }

    [Test]
    public void LookUp_MatchFlags_FindTheFirstThatFits()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", None);
        kit.Attach("F", None);
        Assert.Multiple(() =>
        {
            Assert.That(kit.Do(CallOf.LookUp("T")).Handle, Is.EqualTo("E"));
            Assert.That(kit.Do(CallOf.LookUp("T", AttachFlags.MatchOps, ops: "ops-F")).Handle, Is.EqualTo("F"));
            Assert.That(kit.Do(CallOf.LookUp("T", AttachFlags.MatchData, data: "data-F")).Handle, Is.EqualTo("F"));
            Assert.That(kit.Do(CallOf.LookUp("T", AttachFlags.MatchOps | AttachFlags.MatchData, "ops-E", "data-F")).Errno, Is.EqualTo(Errno.ENOENT));
        });
    }

    [Test]
    public void Attach_RefusedForAReason_HasNoEffect()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Spawn("K", kernelThread: true);
        kit.Attach("E", None);
        kit.Declare("F");
        kit.Declare("G", "K");
        Assert.Multiple(() =>
        {
            Assert.That(kit.Do(CallOf.Attach("T", "F", AttachFlags.Exclusive)).Errno, Is.EqualTo(Errno.EEXIST));
            Assert.That(kit.Do(CallOf.Attach("T", "F", AttachFlags.Exclusive | AttachFlags.MatchOps)).Errno, Is.EqualTo(Errno.None));
            Assert.That(kit.Do(new ApiCall(ApiFunction.Attach, "K", "G", AttachFlags.Create)).Errno, Is.EqualTo(Errno.EINVAL));
            Assert.That(kit.Do(CallOf.Attach("K", "G")).Errno, Is.EqualTo(Errno.EPERM));
        });
        Assert.That(kit.Log, Is.Empty);
    }

    [Test]
    public void Put_LastReference_ReleasesOnce()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        kit.Do(CallOf.LookUp("T"));
        kit.Do(CallOf.On(ApiFunction.Get, "E"));
        for (var i = 0; i < 3; i++)
        {
            Assert.That(kit.Do(CallOf.On(ApiFunction.Put, "E")), Is.EqualTo(CallResult.Zero));
        }

        Assert.That(kit.Count("* release E"), Is.Zero, "being attached is a reference of its own");
        kit.Control("E", ResumeAction.Detach);
        kit.Settle();
        Assert.That(kit.Count("* release E"), Is.EqualTo(1));
        Assert.That(kit.Control("E", ResumeAction.Resume), Is.EqualTo(Errno.ESRCH));
    }

    [Test]
    public void Attach_InACallback_WaitsForTheNextPass()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        kit.Declare("F");
        kit.On("E.report_exec", () =>
        {
            if (kit.Do(CallOf.LookUp("T", AttachFlags.MatchOps, ops: "ops-F"), "T").Errno is Errno.ENOENT)
            {
                kit.Do(CallOf.Attach("T", "F"), "T");
                kit.Do(CallOf.SetEvents("F", Exec), "T");
            }

            return new CallbackReply(TestKit.Word(ResumeAction.Resume));
        });
        kit.Exec();
        kit.Settle();
        Assert.That(kit.CountStarting("T begin F"), Is.Zero);
        kit.Exec();
        kit.Settle();
        Assert.That(kit.CountStarting("T begin F"), Is.EqualTo(1));
    }

    [Test]
    public void SetEvents_OpenCallbackOfADroppedEvent_AnswersInProgressAndReplaces()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        var held = kit.Hold("E.report_exec");
        kit.Exec();
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Do(CallOf.SetEvents("E", Exec | Death)).Errno, Is.EqualTo(Errno.None), "adds only");
            Assert.That(kit.Do(CallOf.SetEvents("E", Death)).Errno, Is.EqualTo(Errno.EINPROGRESS));
        });
        held.Release(ResumeAction.Resume);
        kit.Settle();
        kit.Exec();
        kit.Settle();
        Assert.That(kit.CountStarting("T begin E.report_exec"), Is.EqualTo(1));
    }
}
