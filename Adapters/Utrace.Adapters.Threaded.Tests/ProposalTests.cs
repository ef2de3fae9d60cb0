using Utrace.Spec;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

/// <summary>STICKY_STOP and wake_up.</summary>
public sealed class ProposalTests
{
    [Test]
    public void StickyStop_OutlivesResults_UntilAResumingAction()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        Assert.That(kit.Do(Sticky("E")).Errno, Is.EqualTo(Errno.EINPROGRESS));
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Count("T begin E.report_quiesce(RESUME, 0)"), Is.EqualTo(1));
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Tstopped));
            Assert.That(kit.Do(Sticky("E")).Errno, Is.EqualTo(Errno.None));
        });
        kit.Control("E", Resume);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Running));
    }

    [Test]
    public void StickyStop_APlainOneTakesTheStickinessAway()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce | Exec);
        var held = kit.Hold("E.report_exec");
        kit.Exec();
        kit.Settle();
        kit.Do(Sticky("E"));
        kit.Control("E", Stop);
        held.Release(Resume);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Running));
    }

    [Test]
    public void WakeUp_ComesBehindTheStopThatItsCallbackAskedFor()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        kit.Attach("F", Exec);
        kit.On("E.report_exec", () => Asks(kit, "T", Stop));
        var held = kit.Hold("F.report_exec");
        kit.Exec();
        kit.Settle();
        Assert.That(kit.Count("T wake go"), Is.Zero, "the pass is not over");
        held.Release(Resume);
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Log[^1], Is.EqualTo("T wake go"));
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Tstopped));
        });
    }

    [Test]
    public void WakeUp_ComesWithoutAStopToo_AndInDeath()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec | Death | Reap);
        kit.On("E.report_exec", () => Asks(kit, "T", Resume));
        kit.On("E.report_death", () => Asks(kit, "T", Resume));
        kit.On("E.report_reap", () => Asks(kit, "D", Resume));
        kit.Exec();
        kit.Settle();
        Assert.That(kit.Count("T wake go"), Is.EqualTo(1));
        kit.Exit(0);
        kit.Settle();
        Assert.That(kit.Count("T wake go"), Is.EqualTo(2));
        kit.Do(CallOf.Reap("T"));
        Assert.That(kit.Count("D wake go"), Is.EqualTo(1), "a reaper tells its own when the callback is over");
    }

    [Test]
    public void WakeUp_KillDoesNotLoseIt()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        kit.Attach("F", Exec);
        kit.On("E.report_exec", () => Asks(kit, "T", Stop));
        var held = kit.Hold("F.report_exec");
        kit.Exec();
        kit.Settle();
        kit.Do(CallOf.Kill("T"));
        held.Release(Resume);
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Count("T wake go"), Is.EqualTo(1));
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Zombie));
        });
    }

    private static CallbackReply Asks(TestKit kit, string context, ResumeAction result)
    {
        kit.Do(new ApiCall(ApiFunction.WakeUp, Gate: "go"), context);
        return new CallbackReply(TestKit.Word(result));
    }

    private static ApiCall Sticky(string engine) => new(ApiFunction.Control, Engine: engine, Action: Words.StickyStop);
}
