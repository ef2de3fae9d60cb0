using Utrace.Spec;
using Utrace.Spec.Scenarios;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class SessionTests
{
    [Test]
    public void Identity_ClaimsEverythingAtT1() =>
        Assert.Multiple(() =>
        {
            var identity = new ThreadedAdapter().Identity;
            Assert.That(identity.Name, Is.EqualTo("threaded"));
            Assert.That(identity.Tier, Is.EqualTo(ControlTier.T1));
            Assert.That(identity.Capabilities, Is.EqualTo(Capability.All));
            Assert.That(new ThreadedAdapter(Faults.Find("lost-resume")).Identity.Name, Is.EqualTo("threaded+lost-resume"));
        });

    [Test]
    public void Dispose_StuckInEveryWay_EndsEveryWait()
    {
        var kit = new TestKit();
        kit.Spawn("T");
        kit.Spawn("U");
        kit.Attach("E", Exec);
        kit.Attach("F", Quiesce, "U");
        kit.On("F.report_quiesce", Stop);
        var held = kit.Hold("E.report_exec");
        kit.Exec();
        kit.Control("F", Stop);
        kit.Settle();
        Task[] stuck = [kit.Begin(CallOf.Barrier("E"), "A"), kit.Begin(CallOf.Reap("T"), "B")];
        kit.Settle(callsInFlight: 2);
        Assert.That(kit.Session.DescribeWaits(), Is.EqualTo(new[]
        {
            "A waits in barrier(E), for T to be out of E's callback",
            "B waits for T to die",
            "T is inside E.report_exec(RESUME)",
            "U waits in a traced stop that F holds",
        }));
        kit.Dispose();
        foreach (var call in stuck)
        {
            Assert.That(async () => await call, Throws.TypeOf<SessionAbandonedException>());
        }

        Assert.That(() => kit.Do(CallOf.Barrier("E")), Throws.TypeOf<SessionAbandonedException>());
        held.Release(Resume);
        Assert.That(kit.Crashes, Is.Empty);
    }

    [Test]
    public void Settle_DeadlockInsideTheImplementation_IsSeenForCertain()
    {
        using var kit = new TestKit(Faults.Find("lock-held-in-callbacks"));
        kit.Spawn("T");
        kit.Attach("E", Exec);
        var held = kit.Hold("E.report_exec");
        kit.Exec();
        kit.Settle();
        var stuck = kit.Begin(CallOf.Control("E", Stop));
        var settled = kit.Settle(callsInFlight: 1);
        Assert.That(settled, Is.EqualTo(new Settlement(IsSettled: true, BlockedCalls: 1, OpenCallbacks: 1, PendingActivities: 1)));
        Assert.That(kit.Session.DescribeWaits(), Does.Contain("D2 waits for the utrace lock of T, which T holds"));
        held.Release(Resume);
        Assert.That(stuck.Result.Errno, Is.EqualTo(Errno.EINPROGRESS));
    }

    [Test]
    public void Settle_SomethingMoves_IsUnsettledAtTheDeadline()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        var released = new HeldCallback();
        using var inside = new CountdownEvent(1);
        kit.OnTick = () =>
        {
            inside.Signal();
            released.Wait();
        };
        kit.Tick();
        inside.Wait();
        Assert.That(kit.Session.Settle(TimeSpan.FromMilliseconds(1)).IsSettled, Is.False);
        released.Release(Resume);
        kit.Settle();
    }

    [Test]
    public void AwaitState_ReachedOrCancelled_Answers()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", None);
        using var cancel = new CancellationTokenSource();
        var seen = Task.Run(() => kit.Session.AwaitState("D", "T", TraceeState.Tstopped, CancellationToken.None));
        var never = Task.Run(() => kit.Session.AwaitState("P", "T", TraceeState.Zombie, cancel.Token));
        kit.Settle(callsInFlight: 2);
        kit.Control("E", Stop);
        Assert.That(seen.Result, Is.True);
        cancel.Cancel();
        Assert.That(never.Result, Is.False);
    }

    [Test]
    public void Drive_Twice_SaysWhatToDo()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        kit.Attach("E", None);
        kit.Control("E", Stop);
        kit.Settle();
        kit.Tick();
        Assert.That(() => kit.Tick(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Thread T was driven while its last activity is not over: at most one activity may be outstanding per thread. Drive it again when Ticked, Staged(Done) or Died was told."));
    }

    [Test]
    public void Calls_UnknownNames_SayWhatToDo()
    {
        using var kit = new TestKit();
        kit.Spawn("T");
        Assert.Multiple(() =>
        {
            Assert.That(() => kit.Probe("X"), Throws.InvalidOperationException.With.Message.EqualTo(
                "There is no thread X in this session: Spawn it first. It has T."));
            Assert.That(() => kit.Spawn("T"), Throws.InvalidOperationException.With.Message.EqualTo(
                "Thread T was spawned twice: names are unique within a session."));
            Assert.That(() => kit.Do(CallOf.Attach("T", "E")), Throws.InvalidOperationException.With.Message.EqualTo(
                "attach(T, CREATE, as=E, ops=ops-E, data=data-E) names engine E, which was not declared: call Declare first."));
            Assert.That(kit.Control("E", Stop), Is.EqualTo(Errno.ESRCH), "a handle that no attach gave");
        });
    }
}
