using Utrace.Spec;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

/// <summary>clone, vfork, exec of several threads, waits, pids.</summary>
public sealed class FamilyTests
{
    [Test]
    public void Clone_ChildWaitsForTheReport_AndDiesOnlyBehindIt()
    {
        using var kit = Cloning(CloneKind.Fork, out var held);
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe("C"), Is.EqualTo(TraceeState.Running), "it exists");
            Assert.That(kit.Count("T begin E.report_clone(RESUME, fork, C)"), Is.EqualTo(1));
        });
        Assert.That(kit.Do(CallOf.Kill("C")).Errno, Is.EqualTo(Errno.None));
        kit.Settle();
        Assert.That(kit.Probe("C"), Is.EqualTo(TraceeState.Running), "it cannot even die");
        held.Release(Resume);
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe("C"), Is.EqualTo(TraceeState.Zombie));
            Assert.That(kit.Count("C tick"), Is.Zero);
            Assert.That(kit.Count("T done clone C"), Is.EqualTo(1));
        });
    }

    [Test]
    public void Unborn_EveryCallGivesEsrch()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.DeclareThread("C");
        kit.Declare("F", "C");
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe("C"), Is.EqualTo(TraceeState.Unborn));
            Assert.That(kit.Do(CallOf.Attach("C", "F")).Errno, Is.EqualTo(Errno.ESRCH));
            Assert.That(kit.Do(CallOf.Kill("C")).Errno, Is.EqualTo(Errno.ESRCH));
            Assert.That(kit.Do(CallOf.LookUp("C")).Errno, Is.EqualTo(Errno.ESRCH));
        });
    }

    [Test]
    public void Clone_OfAThread_InAGroupThatIsKilled_MakesNone()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.DeclareThread("C", group: "T");
        kit.Attach("E", Quiesce);
        var held = kit.Hold("E.report_quiesce");
        kit.Control("E", Report);
        kit.Settle();
        kit.Do(CallOf.Kill("T"));
        kit.Clone("C", CloneKind.Thread);
        held.Release(Resume);
        kit.Settle();
        Assert.That(kit.Probe("C"), Is.EqualTo(TraceeState.Unborn));
    }

    [Test]
    public void Vfork_StopsBeforeItsWait_WhichTheChildEnds()
    {
        using var kit = Cloning(CloneKind.Vfork, out var held);
        held.Release(Stop);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Tstopped));
        kit.Control("E", Resume);
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Sleeping));
        kit.Exec("C");
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Running));
            Assert.That(kit.Count("T done clone C"), Is.EqualTo(1));
        });
    }

    [Test]
    public void Exec_ByAnotherThanTheLeader_TakesItsPidAndReapsIt()
    {
        using var kit = new TestKit();
        kit.Spawn("L", "g");
        kit.Spawn("X", "g");
        kit.Attach("E", Reap, "L");
        kit.Declare("F", "X");
        kit.Exec("X");
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe("L"), Is.EqualTo(TraceeState.Reaped));
            Assert.That(kit.Count("X begin E.report_reap()"), Is.EqualTo(1));
            Assert.That(kit.Do(CallOf.Control("E", Detach) with { Pid = "L" }).Errno, Is.EqualTo(Errno.ESRCH), "the pid is X's now");
            Assert.That(kit.Do(CallOf.Attach("L", "F") with { Thread = null, Pid = "X" }).Errno, Is.EqualTo(Errno.ESRCH), "X's own names nobody");
            Assert.That(kit.Do(CallOf.Attach("L", "F") with { Thread = null, Pid = "L" }).Handle, Is.EqualTo("F"));
        });
    }

    [Test]
    public void Exec_KilledInItsWait_RunsNothingNew()
    {
        using var kit = new TestKit();
        kit.Spawn("T", "g");
        kit.Spawn("U", "g");
        kit.Attach("F", Quiesce, "U");
        var held = kit.Hold("F.report_quiesce");
        kit.Control("F", Report);
        kit.Settle();
        kit.Exec();
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Sleeping));
        kit.Do(CallOf.Kill("T"));
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Zombie));
            Assert.That(kit.Count("T done exec"), Is.Zero);
        });
        held.Release(Resume);
        kit.Settle();
        Assert.That(kit.Probe("U"), Is.EqualTo(TraceeState.Zombie));
    }

    [Test]
    public void Wait_ReapsInTheParentsContext()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.SpawnChild("C", "T");
        kit.Attach("F", Reap, "C");
        kit.WaitFor("C");
        kit.Settle();
        Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Sleeping));
        kit.Exit(3, "C");
        kit.Settle();
        Assert.Multiple(() =>
        {
            Assert.That(kit.Count("T begin F.report_reap()"), Is.EqualTo(1));
            Assert.That(kit.Log[^1], Is.EqualTo("T done wait C"));
            Assert.That(kit.Do(CallOf.Reap("C")).Errno, Is.EqualTo(Errno.ECHILD));
        });
    }

    [Test]
    public void Child_OfADeadParent_ReapsItself()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.SpawnChild("C", "T");
        kit.Attach("F", Reap, "C");
        kit.Exit(0);
        kit.Settle();
        kit.Exit(0, "C");
        kit.Settle();
        Assert.That(kit.Count("C begin F.report_reap()"), Is.EqualTo(1));
    }

    [Test]
    public void UnknownThread_IsNamed_WithThoseThatAreThere()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        Assert.That(() => kit.Probe("X"), Throws.InvalidOperationException.With.Message.EqualTo("There is no thread X in this session: Spawn or Declare it first. It has T."));
        Assert.That(() => kit.DeclareThread("T"), Throws.InvalidOperationException.With.Message.EqualTo("Thread T was made twice: names are unique within a session."));
    }

    /// <summary>T in the report of a clone.</summary>
    private static TestKit Cloning(CloneKind kind, out HeldCallback held)
    {
        var kit = new TestKit();
        kit.Spawn("T");
        kit.DeclareThread("C", parent: "T");
        kit.Attach("E", UtraceEvents.Clone);
        held = kit.Hold("E.report_clone");
        kit.Clone("C", kind);
        kit.Tick("C");
        kit.Settle();
        return kit;
    }
}
