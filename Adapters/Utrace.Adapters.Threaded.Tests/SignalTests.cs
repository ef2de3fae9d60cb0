using Utrace.Spec;
using Utrace.Spec.Scenarios;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class SignalTests
{
    private static readonly UtraceEvents Kinds = Signal | SignalIgn | SignalStop | SignalTerm | SignalCore;

    [Test]
    public void Send_Handler_RunsBeforeTheNextActivity_AndItsSignalIsBlockedOnlyMeanwhile()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", (SignalNumber.SIGUSR1, Disposition.Handler));
        kit.Send("T", SignalNumber.SIGUSR1);
        kit.Settle();
        kit.Send("T", SignalNumber.SIGUSR1);
        kit.Tick();
        kit.Settle();
        Assert.That(kit.Log, Is.EqualTo(new[] { "T handler SIGUSR1", "T handler SIGUSR1", "T tick" }));
    }

    [Test]
    public void Send_LowestNumberFirst_TheThreadsOwnBeforeItsGroups()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", (SignalNumber.SIGUSR1, Disposition.Ignore), (SignalNumber.SIGUSR2, Disposition.Ignore), (SignalNumber.SIGHUP, Disposition.Ignore));
        kit.Attach("E", Kinds);
        var held = kit.Hold("E.report_signal(RESUME|IGN, SIGNAL_IGN, SIGWINCH, default, default)");
        kit.Send("T", SignalNumber.SIGWINCH);
        kit.Settle();
        kit.Send("T", SignalNumber.SIGHUP, group: true);
        kit.Send("T", SignalNumber.SIGUSR2);
        kit.Send("T", SignalNumber.SIGUSR1);
        held.Release(Resume, (uint)SignalAction.Ign);
        kit.Settle();
        Assert.That(kit.Log.Where(l => l.Contains("begin", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "T begin E.report_signal(RESUME|IGN, SIGNAL_IGN, SIGWINCH, default, default)",
            "T begin E.report_signal(RESUME|IGN, SIGNAL_IGN, SIGUSR1, ignore, ignore)",
            "T begin E.report_signal(RESUME|IGN, SIGNAL_IGN, SIGUSR2, ignore, ignore)",
            "T begin E.report_signal(RESUME|IGN, SIGNAL_IGN, SIGHUP, ignore, ignore)",
        }));
    }

    [Test]
    public void Send_PendingAlready_IsNotQueuedTwice()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", SignalSet.Of(SignalNumber.SIGUSR1), (SignalNumber.SIGUSR1, Disposition.Handler));
        kit.Send("T", SignalNumber.SIGUSR1);
        kit.Send("T", SignalNumber.SIGUSR1);
        kit.Sigmask(default);
        kit.Settle();
        Assert.That(kit.Log, Is.EqualTo(new[] { "T enter sigmask 0", "T done sigmask 0", "T handler SIGUSR1" }));
    }

    [Test]
    public void Send_ToTheGroup_IsTakenByAThreadThatDoesNotBlockIt()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", "g", SignalSet.Of(SignalNumber.SIGUSR1), (SignalNumber.SIGUSR1, Disposition.Handler));
        kit.Spawn("U", "g");
        kit.Send("T", SignalNumber.SIGUSR1, group: true);
        kit.Settle();
        Assert.That(kit.Log, Is.EqualTo(new[] { "U handler SIGUSR1" }));
    }

    [TestCase(SignalNumber.SIGTERM, 15)]
    [TestCase(SignalNumber.SIGQUIT, 3)]
    [TestCase(SignalNumber.SIGKILL, 9)]
    public void Send_Fatal_TakesTheGroupAlong_WithTheNumberAsStatus(SignalNumber signal, int status)
    {
        using var kit = new TestKit();
        kit.Spawn("T", "g");
        kit.Spawn("U", "g");
        Assert.That(kit.Send("T", signal), Is.EqualTo(Errno.None));
        Assert.Multiple(() =>
        {
            Assert.That(kit.Do(CallOf.Reap("T")).Value, Is.EqualTo(status));
            Assert.That(kit.Do(CallOf.Reap("U")).Value, Is.EqualTo(status));
            Assert.That(kit.Send("T", signal), Is.EqualTo(Errno.ESRCH));
        });
    }

    [Test]
    public void Send_FatalThatSomebodyAskedFor_IsReportedWhileTheGroupLives()
    {
        using var kit = new TestKit();
        kit.Spawn("T", "g");
        kit.Spawn("U", "g");
        kit.Attach("E", SignalTerm);
        var held = kit.Hold("E.report_signal");
        kit.Send("T", SignalNumber.SIGTERM);
        kit.Settle();
        kit.Tick("U");
        kit.Settle();
        held.Release(Resume, (uint)SignalAction.Ign);
        kit.Settle();
        Assert.That(kit.Count("U tick"), Is.EqualTo(1));
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Running));
    }

    [TestCase(SleepKind.Interruptible, TraceeState.Running)]
    [TestCase(SleepKind.Uninterruptible, TraceeState.Sleeping)]
    public void Send_Asleep_EndsAnInterruptibleSleepOnly(SleepKind sleep, TraceeState after)
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", (SignalNumber.SIGUSR1, Disposition.Handler));
        kit.Syscall(sleep);
        kit.Settle();
        kit.Send("T", SignalNumber.SIGUSR1);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(after));
    }

    [Test]
    public void Send_BlockedAndAsleep_SleepsOn()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", SignalSet.Of(SignalNumber.SIGTERM));
        kit.Syscall(SleepKind.Interruptible);
        kit.Settle();
        kit.Send("T", SignalNumber.SIGTERM);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Sleeping));
    }

    [Test]
    public void Sigaction_ToIgnore_DropsWhatIsPending()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", SignalSet.Of(SignalNumber.SIGUSR1), (SignalNumber.SIGUSR1, Disposition.Handler));
        kit.Send("T", SignalNumber.SIGUSR1);
        kit.Sigaction(SignalNumber.SIGUSR1, Disposition.Ignore);
        kit.Settle();
        kit.Sigaction(SignalNumber.SIGUSR1, Disposition.Handler);
        kit.Settle();
        kit.Sigmask(default);
        kit.Settle();
        Assert.That(kit.CountStarting("T handler"), Is.Zero);
    }

    [Test]
    public void Exec_MakesHandlersDefault()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", (SignalNumber.SIGUSR1, Disposition.Handler), (SignalNumber.SIGUSR2, Disposition.Ignore));
        kit.Exec();
        kit.Settle();
        kit.Send("T", SignalNumber.SIGUSR2);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Running));
        kit.Send("T", SignalNumber.SIGUSR1);
        Assert.That(kit.Do(CallOf.Reap("T")).Value, Is.EqualTo(10));
    }

    [Test]
    public void Signal_StepOnIntoTheHandler_ShowsItBeforeItsFirstStep_AndTrapsBehindIt()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", (SignalNumber.SIGUSR1, Disposition.Handler));
        kit.Attach("E", Quiesce | Signal | SignalCore);
        kit.On("E.report_signal", SingleStep);
        kit.On("E.report_signal(RESUME|CORE, SIGNAL_CORE, SIGTRAP, default, default)", Resume, (uint)SignalAction.Ign);
        kit.Send("T", SignalNumber.SIGUSR1);
        kit.Settle();
        Assert.That(kit.Log.Where(l => !l.StartsWith("T end", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "T begin E.report_signal(RESUME, SIGNAL, SIGUSR1, handler, handler)",
            "T begin E.report_signal(RESUME|HANDLER, 0)",
            "T handler SIGUSR1",
            "T begin E.report_signal(RESUME|CORE, SIGNAL_CORE, SIGTRAP, default, default)",
        }));
    }

    [Test]
    public void Signal_WhatIsWrittenIntoInfo_IsWhatIsHeldBack()
    {
        using var kit = new TestKit();
        kit.SpawnWith("T", (SignalNumber.SIGUSR1, Disposition.Handler), (SignalNumber.SIGUSR2, Disposition.Handler));
        kit.Attach("E", Signal);
        kit.On("E.report_signal(RESUME, SIGNAL, SIGUSR1, handler, handler)", () =>
            new CallbackReply(TestKit.Word(Resume, (uint)SignalAction.Ign | (uint)SignalAction.Hold), Signal: SignalNumber.SIGUSR2));
        kit.Send("T", SignalNumber.SIGUSR1);
        kit.Settle();
        Assert.That(kit.Log.Where(l => l.StartsWith("T handler", StringComparison.Ordinal)), Is.EqualTo(new[] { "T handler SIGUSR2" }));
    }

    [TestCase(StepHardware.None, SingleStep, Errno.EOPNOTSUPP)]
    [TestCase(StepHardware.None, BlockStep, Errno.EOPNOTSUPP)]
    [TestCase(StepHardware.Single, BlockStep, Errno.None)]
    public void Control_WithoutTheHardware_IsRefusedAndDoesNothing(StepHardware hardware, ResumeAction action, Errno expected)
    {
        using var kit = new TestKit();
        kit.Session.Spawn(new ThreadSpec("T", "T", SelfReap: false, KernelThread: false, []) { Step = hardware });
        kit.Attach("E", Quiesce);
        kit.On("E.report_quiesce", Stop);
        kit.Control("E", Stop);
        kit.Settle();
        Assert.That(kit.Control("E", action), Is.EqualTo(expected));
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(expected is Errno.None ? TraceeState.Running : TraceeState.Tstopped));
    }
}
