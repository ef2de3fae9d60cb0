using Utrace.Conformance.Oracle;
using Utrace.Conformance.Tests.Toys;

namespace Utrace.Conformance.Tests.Oracle;

public sealed class RejectionTextTests
{
    [Test]
    public void Of_WrongLine_SaysWhereWhatAndWhatWasAllowed() =>
        Assert.That(Text(Toy.Tick, Toy.BarrierZero, Toy.CallBarrier, Toy.EndRunning), Is.EqualTo("""
            line 2 is not possible there: D ret barrier(E) = 0
            allowed:
              D call barrier(E)  (B0 begins a barrier)
            nearest legal log: lines 2 and 3 change places

            """));

    [Test]
    public void Of_FalseEnd_SaysWhoCouldMove() =>
        Assert.That(Text(Toy.CallBarrier, Toy.EndTstopped), Is.EqualTo("""
            line 2 is not possible there: * end T=tstopped
            not at rest; what could still come:
              T tick                    (U1 takes a user step; RESUME-01)
              D ret barrier(E) = 0      (B3 finds no callback open; BARRIER-02)
              D ret barrier(E) = ESRCH  (R4 does something)

            """));

    [Test]
    public void Of_ARuleOfManyGuarantees_NamesTheFirst()
    {
        var system = new ToySystem("T").Rule(1, "U1", "takes a user step", "RESUME-01", "RESUME-02", "RESUME-03", "STOP-01", "STOP-02").Step(0, 1, "T", Toy.Tick);
        Assert.That(
            RejectionText.Of(LogOracle.Judge(system, [Toy.EndTstopped]).Rejection!),
            Does.Contain("  T tick  (U1 takes a user step; RESUME-01, RESUME-02, RESUME-03, STOP-01 and 1 more)\n"));
    }

    [Test]
    public void Of_LogThatStops_SaysSo() =>
        Assert.That(Text(Toy.CallBarrier, Toy.Tick, Toy.BarrierZero), Is.EqualTo("""
            the log stops behind line 3, but more has to come
            allowed:
              * end T=running
            nearest legal log: '* end T=running' comes before line 4

            """));

    [Test]
    public void Of_LineBehindTheEnd_SaysSo() =>
        Assert.That(Text(Toy.CallBarrier, Toy.Tick, Toy.BarrierZero, Toy.EndRunning, Toy.Tick), Is.EqualTo("""
            line 5 is not possible there: T tick
            allowed: nothing, the log was over
            nearest legal log: line 5 is left out

            """));

    private static string Text(params Spec.Logs.LogEvent[] log) => RejectionText.Of(LogOracle.Judge(Toy.Square(), log).Rejection!);
}
