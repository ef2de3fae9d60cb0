using Utrace.Spec;
using static Utrace.Spec.ResumeAction;
using static Utrace.Spec.UtraceEvents;

namespace Utrace.Adapters.Threaded.Tests;

/// <summary>Races of real threads, many times over; what must hold is checked when nothing moves any more.</summary>
public sealed class StressTests
{
    private const int Rounds = 300;

    /// <summary>The debugger's idiom: the callback says STOP, barrier, RESUME; the thread must run, whatever the timing.</summary>
    [Test]
    public void StopBarrierResume_NeverLeavesTheThreadStopped([Values(Resume, Report, Interrupt, Detach)] ResumeAction action)
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var kit = new TestKit();
            kit.Spawn("T");
            kit.Attach("E", Quiesce);
            kit.Attach("F", Quiesce);
            using var called = new ManualResetEventSlim();
            var calls = 0;
            kit.On("E.report_quiesce", () =>
            {
                called.Set();
                return new CallbackReply(TestKit.Word(Interlocked.Increment(ref calls) == 1 ? Stop : Resume));
            });
            kit.Control("F", Report);
            Assert.That(called.Wait(TestKit.Deadline), Is.True);
            kit.Do(CallOf.Barrier("E"));
            kit.Control("E", action);
            kit.Tick();
            kit.Settle();
            Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Running), () => $"round {round}\n{string.Join('\n', kit.Log)}");
            Assert.That(kit.Count("T tick"), Is.EqualTo(1));
        }
    }

    [Test]
    public void AttachExclusive_Concurrently_OneWins()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var kit = new TestKit();
            kit.Spawn("T");
            string[] names = ["A", "B", "C"];
            Array.ForEach(names, n => kit.Declare(n));
            var results = names.Select(n => kit.Begin(CallOf.Attach("T", n, AttachFlags.Exclusive), n)).ToArray();
            Assert.That(results.Count(r => r.Result.Errno is Errno.None), Is.EqualTo(1));
        }
    }

    [Test]
    public void KillReapDetach_AtAnyTime_BalanceTheReleases()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var kit = new TestKit();
            kit.Spawn("T");
            kit.Attach("E", Quiesce | Death | Reap);
            kit.Attach("F", Quiesce | Reap);
            kit.On("E.report_quiesce", Stop);
            kit.Do(CallOf.On(ApiFunction.Put, "E"));
            kit.Do(CallOf.On(ApiFunction.Put, "F"));
            Task[] calls =
            [
                kit.Begin(CallOf.Control("E", Stop), "A"),
                kit.Begin(CallOf.Kill("T"), "K"),
                kit.Begin(CallOf.Reap("T"), "P"),
                kit.Begin(CallOf.Control("F", Detach), "B"),
            ];
            Task.WaitAll(calls);
            kit.Settle();
            Assert.Multiple(() =>
            {
                Assert.That(kit.Probe(), Is.EqualTo(TraceeState.Reaped));
                Assert.That(kit.Count("* release E"), Is.EqualTo(1));
                Assert.That(kit.Count("* release F"), Is.EqualTo(1));
                Assert.That(kit.CountStarting("T tick"), Is.Zero);
                Assert.That(kit.Count("T begin E.report_death()"), Is.EqualTo(1));
                Assert.That(kit.Log.Count(l => l.EndsWith("begin E.report_reap()", StringComparison.Ordinal)), Is.EqualTo(1));
            });
        }
    }

    [Test]
    public void TwoHolders_ResumeConcurrently_WakeExactlyAtTheLast()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var kit = new TestKit();
            kit.Spawn("T");
            kit.Attach("E", None);
            kit.Attach("F", None);
            kit.Control("E", Stop);
            kit.Settle();
            Assert.That(kit.Control("F", Stop), Is.EqualTo(Errno.None));
            kit.Tick();
            Task.WaitAll(kit.Begin(CallOf.Control("E", Resume), "A"), kit.Begin(CallOf.Control("F", Resume), "B"));
            kit.Settle();
            Assert.That(kit.Count("T tick"), Is.EqualTo(1));
        }
    }
}
