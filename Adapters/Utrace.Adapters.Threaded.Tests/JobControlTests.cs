using Utrace.Spec;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class JobControlTests
{
    [Test]
    public void Stop_OfAGroup_IsReportedByEach_AndToldByTheLast()
    {
        using var kit = TwoThreads();
        kit.Send("T", SignalNumber.SIGSTOP);
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe("T"), Is.EqualTo(TraceeState.Jstopped));
            Assert.That(kit.Probe("U"), Is.EqualTo(TraceeState.Jstopped));
            Assert.That(kit.CountStarting("T begin E.report_jctl(RESUME, STOPPED, "), Is.EqualTo(1));
            Assert.That(kit.CountStarting("U begin F.report_jctl(RESUME, STOPPED, "), Is.EqualTo(1));
            Assert.That(kit.Log.Count(l => l.EndsWith("notify STOPPED", StringComparison.Ordinal)), Is.EqualTo(1));
        });
    }

    [Test]
    public void Continue_OfAStoppedGroup_IsToldOnce()
    {
        using var kit = TwoThreads();
        kit.Send("T", SignalNumber.SIGSTOP);
        kit.Settle();
        Assert.That(kit.Send("U", SignalNumber.SIGCONT), Is.EqualTo(Errno.None));
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe("T"), Is.EqualTo(TraceeState.Running));
            Assert.That(kit.Probe("U"), Is.EqualTo(TraceeState.Running));
            Assert.That(kit.Log.Count(l => l.EndsWith("report_jctl(RESUME, CONTINUED, CONTINUED)", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(kit.Log.Count(l => l.EndsWith("notify CONTINUED", StringComparison.Ordinal)), Is.EqualTo(1));
        });
    }

    [Test]
    public void Continue_WhileTheStopIsReported_CancelsIt_AndTellsThatItWasOnItsWay()
    {
        using var kit = TwoThreads();
        var held = kit.Hold("E.report_jctl");
        kit.Send("T", SignalNumber.SIGSTOP);
        kit.Settle();
        kit.Send("T", SignalNumber.SIGCONT);
        kit.On("E.report_jctl", Resume);
        held.Release(Resume);
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe("T"), Is.EqualTo(TraceeState.Running));
            Assert.That(kit.Probe("U"), Is.EqualTo(TraceeState.Running));
            Assert.That(kit.Log.Count(l => l.EndsWith("report_jctl(RESUME, CONTINUED, STOPPED)", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(kit.Log.Count(l => l.EndsWith("notify STOPPED", StringComparison.Ordinal)), Is.EqualTo(1));
        });
    }

    [Test]
    public void Stop_OfAHeldThread_CountsItAsStopped_AndItGoesOnInTheJobStop()
    {
        using var kit = TwoThreads();
        kit.On("E.report_quiesce", Stop);
        kit.Control("E", Stop);
        kit.Settle();
        kit.Send("U", SignalNumber.SIGSTOP);
        kit.Settle();
        Assert.That(kit.Count("U notify STOPPED"), Is.EqualTo(1));
        kit.Control("E", Resume);
        Assert.That(kit.Probe("T"), Is.EqualTo(TraceeState.Jstopped));
        kit.Send("U", SignalNumber.SIGCONT);
        kit.Settle();
        Assert.That(kit.Probe("T"), Is.EqualTo(TraceeState.Running));
    }

    [Test]
    public void Stop_TakenOverByAnEngine_OutlivesTheContinue()
    {
        using var kit = TwoThreads();
        kit.Send("T", SignalNumber.SIGSTOP);
        kit.Settle();
        Assert.That(kit.Control("E", Stop), Is.EqualTo(Errno.None));
        kit.Send("T", SignalNumber.SIGCONT);
        kit.Settle();
        Assert.That(kit.Probe("T"), Is.EqualTo(TraceeState.Tstopped));
        Assert.That(kit.Control("E", Detach), Is.EqualTo(Errno.None));
        kit.Settle();
        Assert.That(kit.Probe("T"), Is.EqualTo(TraceeState.Running));
    }

    [Test]
    public void Detach_OfAJobStoppedThread_LeavesItStopped_AndTheEngineIsGone()
    {
        using var kit = TwoThreads();
        kit.Send("T", SignalNumber.SIGSTOP);
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Control("E", Detach), Is.EqualTo(Errno.None));
            Assert.That(kit.Do(CallOf.Barrier("E")).Errno, Is.EqualTo(Errno.ESRCH));
            Assert.That(kit.Probe("T"), Is.EqualTo(TraceeState.Jstopped));
        });
    }

    [Test]
    public void Kill_EndsTheJobStop()
    {
        using var kit = TwoThreads();
        kit.Send("T", SignalNumber.SIGSTOP);
        kit.Settle();
        kit.Do(CallOf.Kill("T"));
        Assert.Multiple(() =>
        {
            Assert.That(kit.Do(CallOf.Reap("T")).Value, Is.EqualTo(9));
            Assert.That(kit.Do(CallOf.Reap("U")).Value, Is.EqualTo(9));
        });
    }

    [Test]
    public void Exit_OfTheLastThatIsWaitedFor_CompletesTheStop()
    {
        using var kit = TwoThreads(Exit);
        var held = kit.Hold("E.report_exit");
        kit.Exit(0);
        kit.Settle();
        kit.Send("U", SignalNumber.SIGSTOP);
        kit.Settle();
        Assert.That(kit.Log.Count(l => l.EndsWith("notify STOPPED", StringComparison.Ordinal)), Is.Zero);
        held.Release(Resume);
        kit.Settle();
        Assert.That(kit.Count("T notify STOPPED"), Is.EqualTo(1));
        Assert.That(kit.Count("T begin E.report_jctl(RESUME, STOPPED, STOPPED)"), Is.EqualTo(1));
    }

    private static TestKit TwoThreads(UtraceEvents more = None)
    {
        var kit = new TestKit();
        kit.Spawn("T", "g");
        kit.Spawn("U", "g");
        kit.Attach("E", Quiesce | Jctl | more);
        kit.Attach("F", Jctl, "U");
        return kit;
    }
}
