using Utrace.Spec;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class BarrierTests
{
    [Test]
    public void Barrier_OpenCallback_WaitsForItAndForNoOther()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        kit.Attach("F", Exec);
        var held = kit.Hold("E.report_exec");
        kit.Exec();
        kit.Settle();
        var barrier = kit.Begin(CallOf.Barrier("E"));
        kit.Settle(callsInFlight: 1);
        Assert.That(kit.Do(CallOf.Barrier("F")).Errno, Is.EqualTo(Errno.None));
        Assert.That(barrier.IsCompleted, Is.False);
        held.Release(Resume);
        Assert.That(barrier.Result.Errno, Is.EqualTo(Errno.None));
    }

    [Test]
    public void Barrier_SignalToTheCaller_EndsTheWait()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        var held = kit.Hold("E.report_exec");
        kit.Exec();
        kit.Settle();
        var barrier = kit.Begin(CallOf.Barrier("E"));
        kit.Settle(callsInFlight: 1);
        kit.Do(CallOf.Interrupt("D2"));
        Assert.That(barrier.Result.Errno, Is.EqualTo(Errno.ERESTARTSYS));
        kit.Do(CallOf.Interrupt("D"));
        Assert.That(kit.Do(CallOf.Barrier("E")).Errno, Is.EqualTo(Errno.ERESTARTSYS), "remembered for the next that would wait");
        held.Release(Resume);
        kit.Settle();
    }

    [Test]
    public void Barrier_DetachWhileOpen_GivesEsrchAfterTheEnd()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        var held = kit.Hold("E.report_quiesce");
        kit.Control("E", Report);
        kit.Settle();
        Assert.That(kit.Control("E", Detach), Is.EqualTo(Errno.EINPROGRESS));
        var barrier = kit.Begin(CallOf.Barrier("E"));
        kit.Settle(callsInFlight: 1);
        held.Release(Stop);
        Assert.That(barrier.Result.Errno, Is.EqualTo(Errno.ESRCH));
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Running), "the result of a detached engine is void");
    }

    [Test]
    public void Barrier_OwnCallback_ReturnsAtOnce()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        CallResult? result = null;
        kit.On("E.report_exec", () =>
        {
            result = kit.Do(CallOf.Barrier("E"), "T");
            return new CallbackReply(TestKit.Word(Resume));
        });
        kit.Exec();
        kit.Settle();
        Assert.That(result, Is.EqualTo(CallResult.Zero));
    }

    [Test]
    public void Examine_StoppedResumedKilled_SaysSo()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        kit.On("E.report_quiesce", Stop);
        Assert.That(kit.Do(CallOf.On(ApiFunction.PrepareExamine, "E")).Errno, Is.EqualTo(Errno.EINVAL));
        kit.Control("E", Stop);
        kit.Settle();
        Assert.That(kit.Do(CallOf.On(ApiFunction.PrepareExamine, "E")).Errno, Is.EqualTo(Errno.None));
        Assert.That(kit.Do(CallOf.On(ApiFunction.FinishExamine, "E")).Errno, Is.EqualTo(Errno.None));
        kit.Control("E", Resume);
        kit.Control("E", Stop);
        kit.Settle();
        Assert.That(kit.Do(CallOf.On(ApiFunction.FinishExamine, "E")).Errno, Is.EqualTo(Errno.EAGAIN));
        kit.Do(CallOf.Kill("T"));
        kit.Settle();
        Assert.That(kit.Do(CallOf.On(ApiFunction.PrepareExamine, "E")).Errno, Is.EqualTo(Errno.ESRCH));
    }
}
