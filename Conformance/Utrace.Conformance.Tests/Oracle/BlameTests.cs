using Utrace.Conformance.Oracle;
using Utrace.Conformance.Tests.Toys;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Oracle;

public sealed class BlameTests
{
    [Test]
    public void For_NothingBad_IsEmpty() => Assert.That(Blame.For(Toy.Scenario(), null, [], []), Is.Empty);

    [Test]
    public void For_FalseTracedStop_BlamesStopAndResumeOfTheScenario() =>
        Assert.That(Blame.For(Toy.Scenario(), Reject(Toy.CallBarrier, Toy.BarrierZero, Toy.EndTstopped), [], []), Is.EqualTo(["STOP-13", "RESUME-03"]));

    [Test]
    public void For_WrongBarrierResult_BlamesTheBarrier() =>
        Assert.That(Blame.For(Toy.Scenario(), Reject(Toy.BarrierZero, Toy.EndRunning), [], []), Is.EqualTo(["BARRIER-02"]));

    [Test]
    public void For_MonitorsAndExpectations_ComeFirst() =>
        Assert.That(
            Blame.For(Toy.Scenario(), Reject(Toy.BarrierZero), [new LogFinding("BARRIER-02", 0, "b")], [new LogFinding("REPORT-12", 0, "a")]),
            Is.EqualTo(["REPORT-12", "BARRIER-02"]));

    [Test]
    public void For_AShapeThatPointsElsewhere_BlamesWhatTheScenarioTests() =>
        Assert.That(Blame.For(Toy.Scenario(), Reject(Toy.CallBarrier, Toy.BarrierZero, Toy.Tick, new Released("E"), Toy.EndRunning) with { Allowed = [] }, [], []),
            Is.EqualTo(["STOP-13", "RESUME-03", "BARRIER-02"]));

    private static Rejection Reject(params LogEvent[] log) => LogOracle.Judge(Toy.Square(), log).Rejection!;
}
