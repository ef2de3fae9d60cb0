using Utrace.Conformance.Oracle;
using Utrace.Conformance.Tests.Toys;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Oracle;

public sealed class LogOracleTests
{
    private static readonly LogEvent[] Legal = [Toy.CallBarrier, Toy.Tick, Toy.BarrierZero, Toy.EndRunning];

    [Test]
    public void Judge_LegalLog_IsAcceptedWhole()
    {
        var judgement = LogOracle.Judge(Toy.Square(), Legal);
        Assert.That((judgement.Kind, judgement.Consumed, judgement.Rejection), Is.EqualTo((JudgementKind.Accepted, Legal.Length, (Rejection?)null)));
    }

    [Test]
    public void Judge_WrongOrder_NamesTheLineWhatWasAllowedAndTheNearestLegalLog()
    {
        var rejection = LogOracle.Judge(Toy.Square(), [Toy.Tick, Toy.BarrierZero, Toy.CallBarrier, Toy.EndRunning]).Rejection!;
        Assert.Multiple(() =>
        {
            Assert.That((rejection.LineNumber, rejection.Line), Is.EqualTo((2, Toy.BarrierZero)));
            Assert.That(rejection.Allowed.Select(a => $"{a.Context}: {a.Line}"), Is.EqualTo(["D: D call barrier(E)"]));
            Assert.That(rejection.Explanation.Lines, Is.EqualTo([Toy.Tick]));
            Assert.That(rejection.Fix!.ToString(), Is.EqualTo("lines 2 and 3 change places"));
        });
    }

    [Test]
    public void Judge_WrongResult_AllowsWhatIsReachableThroughHiddenSteps()
    {
        var rejection = LogOracle.Judge(Toy.Square(), [Toy.CallBarrier, new CallReturned("D", Toy.Barrier, new CallResult(Errno.ERESTARTSYS)), Toy.Tick, Toy.EndRunning]).Rejection!;
        Assert.Multiple(() =>
        {
            Assert.That(rejection.Index, Is.EqualTo(1));
            Assert.That(rejection.Allowed.Select(a => a.Line), Is.EqualTo([Toy.Tick, Toy.BarrierZero, Toy.BarrierGone]));
            Assert.That(rejection.Allowed[1].Rules.Select(r => r.Step), Is.EqualTo(["B3", "B3"]));
            Assert.That(rejection.Allowed[1].Guarantees, Is.EqualTo(["BARRIER-02"]));
            Assert.That(rejection.Fix!.ToString(), Is.EqualTo("line 2 reads 'D ret barrier(E) = 0'"));
        });
    }

    [Test]
    public void Judge_EndTooEarly_SaysWhoCouldStillMove()
    {
        var rejection = LogOracle.Judge(Toy.Square(), [Toy.CallBarrier, Toy.BarrierZero, Toy.EndTstopped]).Rejection!;
        Assert.Multiple(() =>
        {
            Assert.That(rejection.Line, Is.EqualTo(Toy.EndTstopped));
            Assert.That(rejection.StillToMove.Select(a => (a.Context, a.Line)), Is.EqualTo([("T", Toy.Tick)]));
            Assert.That(rejection.Fix, Is.Null);
        });
    }

    [Test]
    public void Judge_EndTooEarlyWithTheRightStates_IsRejected()
    {
        var rejection = LogOracle.Judge(Toy.Square(), [Toy.CallBarrier, Toy.BarrierZero, Toy.EndRunning]).Rejection!;
        Assert.That((rejection.Index, rejection.Fix!.ToString()), Is.EqualTo((2, "'T tick' comes before line 3")));
    }

    [Test]
    public void Judge_WrongEndState_AllowsTheRightOne()
    {
        var rejection = LogOracle.Judge(Toy.Square(), [Toy.CallBarrier, Toy.BarrierZero, Toy.Tick, Toy.EndTstopped]).Rejection!;
        Assert.That(rejection.Allowed.Select(a => a.Line), Is.EqualTo([Toy.EndRunning]));
        Assert.That(rejection.Fix!.ToString(), Is.EqualTo("line 4 reads '* end T=running'"));
    }

    [Test]
    public void Judge_LogThatStops_IsRejectedBehindItsLastLine()
    {
        var rejection = LogOracle.Judge(Toy.Square(), [Toy.CallBarrier, Toy.Tick]).Rejection!;
        Assert.That((rejection.Index, rejection.Line), Is.EqualTo((2, (LogEvent?)null)));
        Assert.That(rejection.Allowed.Select(a => a.Line), Is.EqualTo([Toy.BarrierZero, Toy.BarrierGone]));
    }

    [Test]
    public void Judge_LineBehindTheEnd_IsRejected()
    {
        var rejection = LogOracle.Judge(Toy.Square(), [.. Legal, Toy.Tick]).Rejection!;
        Assert.That((rejection.Index, rejection.Allowed.Length, rejection.Fix!.ToString()), Is.EqualTo((4, 0, "line 5 is left out")));
    }

    [Test]
    public void Judge_LineOfAnotherScenario_IsRejected()
    {
        var rejection = LogOracle.Judge(Toy.Square(), [new GateOpened("D", "go"), .. Legal]).Rejection!;
        Assert.That((rejection.Index, rejection.Fix!.ToString()), Is.EqualTo((0, "line 1 is left out")));
    }

    [Test]
    public void Judge_Bound_IsInconclusiveAndNeverAPass()
    {
        var judgement = LogOracle.Judge(Toy.Square(), Legal, new OracleOptions { MaxStates = 2 });
        Assert.That((judgement.Kind, judgement.Reason), Is.EqualTo((JudgementKind.Inconclusive, "one line needs more than 2 model states")));
        Assert.That(judgement.IsAccepted, Is.False);
    }

    [Test]
    public void Judge_HiddenChoice_KeepsEveryExplanation()
    {
        // Two hidden ways behind one line; only a later line tells which was taken. The rules of the other do not count as fired.
        var system = new ToySystem("T", "D").Step(0, 1, "D", Toy.CallBarrier, 1).Step(0, 2, "D", Toy.CallBarrier, 2)
            .Step(1, 3, "D", null, 3).Step(2, 4, "D", null, 4).Step(3, 5, "D", Toy.BarrierZero, 5).Step(4, 5, "D", Toy.BarrierGone, 6);
        var oracle = new LogOracle(system);
        LogEvent[] zero = [Toy.CallBarrier, Toy.BarrierZero, Toy.EndRunning];
        LogEvent[] gone = [Toy.CallBarrier, Toy.BarrierGone, Toy.EndRunning];
        Assert.Multiple(() =>
        {
            Assert.That(oracle.FiredRules(zero), Is.EqualTo(new ushort[] { 1, 3, 5 }));
            Assert.That(oracle.FiredRules(gone), Is.EqualTo(new ushort[] { 2, 4, 6 }));
            Assert.That(oracle.FiredRules([Toy.CallBarrier]), Is.Empty);
        });
    }

    [Test]
    public void Judge_HiddenCycle_Ends()
    {
        var system = new ToySystem("T").Step(0, 1, "T").Step(1, 0, "T").Step(1, 2, "T", Toy.Tick);
        Assert.That(LogOracle.Judge(system, [Toy.Tick, Toy.EndRunning]).IsAccepted, Is.True);
    }

    [Test]
    public void Run_ReadsLineByLine()
    {
        var run = new OracleRun(Toy.Square());
        Assert.Multiple(() =>
        {
            Assert.That(run.Observe(Toy.CallBarrier), Is.True);
            Assert.That(run.Width, Is.EqualTo(2));
            Assert.That(run.Observe(Toy.CallBarrier), Is.False);
            Assert.That(run.Observe(Toy.Tick), Is.False);
            Assert.That((run.Status, run.Consumed, run.Complete()), Is.EqualTo((OracleStatus.Rejected, 1, false)));
        });
    }
}
