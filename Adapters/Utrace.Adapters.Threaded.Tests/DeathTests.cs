using Utrace.Spec;
using Utrace.Spec.Scenarios;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class DeathTests
{
    [Test]
    public void Exit_CodeRewritten_TheReaperSeesIt()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", UtraceEvents.Exit | Death | Reap);
        kit.Attach("F", UtraceEvents.Exit);
        kit.On("E.report_exit", () => new CallbackReply(TestKit.Word(Resume), 7));
        kit.Exit(1);
        Assert.That(kit.Do(CallOf.Reap("T"), "P").Value, Is.EqualTo(7));
        kit.Settle();
        Assert.That(kit.Log.Where(l => l.Contains("begin", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "T begin E.report_exit(RESUME, 1, 1)", "T begin F.report_exit(RESUME, 1, 7)", "T begin E.report_death()",
            kit.Log.Single(l => l.EndsWith("begin E.report_reap()", StringComparison.Ordinal)),
        }));
        Assert.That(kit.Do(CallOf.Reap("T"), "P2").Errno, Is.EqualTo(Errno.ECHILD));
        Assert.That(kit.Control("E", Resume), Is.EqualTo(Errno.ESRCH));
    }

    [TestCase(Resume, 1)]
    [TestCase(Detach, 0)]
    public void Reap_DeathReportRuns_IsPostponedAndTheReaperGoesOn(ResumeAction result, int reapReports)
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Death | Reap);
        var held = kit.Hold("E.report_death");
        kit.Exit(0);
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Control("E", Detach), Is.EqualTo(Errno.EALREADY));
            Assert.That(kit.Control("E", Stop), Is.EqualTo(Errno.ESRCH));
            Assert.That(kit.Do(CallOf.SetEvents("E", Reap)).Errno, Is.EqualTo(Errno.EALREADY));
            Assert.That(kit.Do(CallOf.Reap("T"), "P").Errno, Is.EqualTo(Errno.None));
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Reaped));
        });
        held.Release(result);
        kit.Settle();
        Assert.That(kit.CountStarting("T begin E.report_reap"), Is.EqualTo(reapReports));
    }

    [Test]
    public void Detach_FromAZombie_IsCompleteAtOnce()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Reap);
        kit.Do(CallOf.On(ApiFunction.Put, "E"));
        kit.Exit(0);
        kit.Settle();
        Assert.That(kit.Control("E", Detach), Is.EqualTo(Errno.None));
        Assert.That(kit.Count("* release E"), Is.EqualTo(1));
        kit.Do(CallOf.Reap("T"), "P");
        Assert.That(kit.CountStarting("P begin"), Is.Zero);
    }

    [Test]
    public void SelfReap_ReportsInItsOwnContext()
    {
        using var kit = new TestKit();
        kit.Spawn("T", selfReap: true);
        kit.Attach("E", Death | Reap);
        kit.Exit(3);
        Assert.That(kit.Do(CallOf.Reap("T"), "P").Errno, Is.EqualTo(Errno.ECHILD));
        kit.Settle();
        Assert.That(kit.Log, Is.EqualTo(new[]
        {
            "T enter exit", "T begin E.report_death()", "T end E.report_death", "T begin E.report_reap()", "T end E.report_reap", "T died",
        }));
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Reaped));
    }

    [Test]
    public void Kill_HeldThread_DiesWithoutAnotherStep()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        kit.On("E.report_quiesce(RESUME, 0)", Stop);
        kit.Control("E", Stop);
        kit.Settle();
        kit.Tick();
        kit.Do(CallOf.Kill("T"));
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Zombie));
            Assert.That(kit.Count("T tick"), Is.Zero);
            Assert.That(kit.Do(CallOf.Reap("T"), "P").Value, Is.EqualTo(9));
        });
    }

    [Test]
    public void ExitGroup_HeldSibling_DiesWithTheGroupsStatus()
    {
        using var kit = new TestKit();
        kit.Spawn("T", "g");
        kit.Spawn("U", "g");
        kit.Attach("E", Quiesce, "U");
        kit.On("E.report_quiesce(RESUME, 0)", Stop);
        kit.Control("E", Stop);
        kit.Settle();
        Assert.That(kit.Probe("U"), Is.EqualTo(TraceeState.Tstopped));
        kit.Exit(3, group: true);
        kit.Settle();
        Assert.That(kit.Do(CallOf.Reap("U"), "P").Value, Is.EqualTo(3));
    }

    [Test]
    public void Step_TrapIgnored_LivesElseDiesOfIt()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce | SignalCore);
        kit.On("E.report_signal", Resume, (uint)SignalAction.Ign);
        kit.Control("E", SingleStep);
        kit.Tick();
        kit.Settle();
        Assert.That(kit.Count("T begin E.report_signal(RESUME|CORE, SIGNAL_CORE)"), Is.EqualTo(1));
        kit.On("E.report_signal", Resume);
        kit.Control("E", BlockStep);
        kit.Tick();
        kit.Settle();
        Assert.That(kit.Do(CallOf.Reap("T"), "P").Value, Is.EqualTo(5));
    }

    [Test]
    public void SyscallEntry_StoppedAndReportAskedFor_RepeatsMarked()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce | SyscallEntry);
        kit.Attach("F", SyscallEntry);
        kit.On("E.report_syscall_entry(RESUME)", Stop);
        kit.On("F.report_syscall_entry(RESUME|RESUMED)", Resume, (uint)SyscallAction.Abort);
        kit.On("E.report_syscall_entry(RESUME|ABORT|RESUMED)", Resume, (uint)SyscallAction.Abort);
        kit.Syscall();
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Tstopped));
        kit.Control("E", Report);
        kit.Settle();
        Assert.That(kit.Log, Does.Contain("T begin E.report_syscall_entry(RESUME|ABORT|RESUMED)"));
        Assert.That(kit.Log, Does.Contain("T abort syscall call"));
        Assert.That(kit.Log, Does.Not.Contain("T body syscall call"));
    }

    [Test]
    public void Sleep_Woken_RunsItsBody([Values(SleepKind.Interruptible, SleepKind.Uninterruptible)] SleepKind sleep)
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", Quiesce);
        kit.Syscall(sleep);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Sleeping));
        kit.Session.Wake("T");
        kit.Settle();
        Assert.That(kit.Log, Is.EqualTo(new[] { "T enter syscall call", "T body syscall call", "T done syscall call" }));
    }
}
