using Utrace.Spec;
using Utrace.Spec.Scenarios;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class StopTests
{
    [Test]
    public void Stop_QuiesceSaysStop_StopsAndResumes()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        kit.On("E.report_quiesce", Stop);
        Assert.That(kit.Control("E", Stop), Is.EqualTo(Errno.EINPROGRESS));
        kit.Tick();
        Assert.That(kit.Settle().PendingActivities, Is.EqualTo(1));
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Tstopped));
            Assert.That(kit.Control("E", Stop), Is.EqualTo(Errno.None));
            Assert.That(kit.Count("T tick"), Is.Zero);
        });
        Assert.That(kit.Control("E", Resume), Is.EqualTo(Errno.None));
        kit.Settle();
        Assert.That(kit.Count("T tick"), Is.EqualTo(1));
    }

    [Test]
    public void Stop_CallbackSaysResume_RunsOn()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        kit.Control("E", Stop);
        kit.Tick();
        kit.Settle();
        Assert.That(kit.Log, Is.EqualTo(new[] { "T begin E.report_quiesce(RESUME, 0)", "T end E.report_quiesce", "T tick" }));
    }

    [Test]
    public void Stop_EngineWithoutCallbacks_JustStops()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", None);
        Assert.That(kit.Control("E", Stop), Is.EqualTo(Errno.EINPROGRESS));
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Tstopped));
    }

    [Test]
    public void Stop_TwoHolders_RunsAfterTheLast()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        kit.Attach("F", Quiesce);
        kit.On("E.report_quiesce", Stop);
        kit.Control("E", Stop);
        kit.Settle();
        Assert.That(kit.Control("F", Stop), Is.EqualTo(Errno.None));
        kit.Control("E", Resume);
        kit.Tick();
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Tstopped));
        kit.Control("F", Resume);
        kit.Settle();
        Assert.That(kit.Count("T tick"), Is.EqualTo(1));
    }

    [TestCase(Resume)]
    [TestCase(Report)]
    [TestCase(Interrupt)]
    [TestCase(SingleStep)]
    [TestCase(Detach)]
    public void Stop_ResumedWhileALaterCallbackIsOpen_Runs(ResumeAction action)
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        kit.Attach("F", Quiesce);
        kit.On("E.report_quiesce(RESUME, 0)", Stop);
        var held = kit.Hold("F.report_quiesce(STOP, 0)");
        kit.Control("F", Report);
        kit.Settle();
        Assert.That(kit.Do(CallOf.Barrier("E")).Errno, Is.EqualTo(Errno.None));
        kit.On("E.report_quiesce(RESUME, 0)", Resume);
        Assert.That(kit.Control("E", action), Is.EqualTo(Errno.None));
        held.Release(Resume);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Running), () => string.Join('\n', kit.Log));
    }

    [Test]
    public void Stop_FromExec_HoldsBeforeUserMode()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Exec);
        kit.On("E.report_exec", Stop);
        kit.Exec();
        kit.Settle();
        kit.Tick();
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Tstopped));
        Assert.That(kit.Log, Is.EqualTo(new[] { "T enter exec", "T begin E.report_exec(RESUME)", "T end E.report_exec", "T done exec" }));
    }

    [Test]
    public void Interrupt_InterruptibleSleep_EndsAndReportsBeforeUserMode()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        kit.Syscall(SleepKind.Interruptible);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Sleeping));
        kit.Control("E", Stop);
        Assert.That(kit.Settle().PendingActivities, Is.EqualTo(1));
        kit.Control("E", Interrupt);
        kit.Settle();
        Assert.That(kit.Log.Take(4), Is.EqualTo(new[] { "T enter syscall call", "T interrupt syscall call", "T done syscall call", "T begin E.report_signal(RESUME|REPORT, 0)" }));
    }
}
