using Utrace.Conformance.Diagrams;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Tests.Toys;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Diagrams;

public sealed class LaneDiagramTests
{
    private static readonly CallbackInvocation Quiesce = new("E", Callback.Quiesce, new ActionWord(ResumeAction.Resume));

    private static readonly LogEvent[] Log =
    [
        new CallbackBegan("T", Quiesce),
        new GateOpened("T", "in"),
        Toy.CallBarrier,
        new CallbackEnded("T", "E", Callback.Quiesce, new ActionWord(ResumeAction.Stop)),
        Toy.BarrierZero,
        new CallBegan("D", new ApiCall(ApiFunction.Control, Engine: "E", Action: (uint)ResumeAction.Resume)),
        new CallReturned("D", new ApiCall(ApiFunction.Control, Engine: "E", Action: (uint)ResumeAction.Resume), CallResult.Zero),
        Toy.EndTstopped,
    ];

    [Test]
    public void OfLog_Marks_StandBetweenTheirLinesAndKeepCallsApart()
    {
        LaneMark[] marks = [new(4, "T", "at N4-S1"), new(6, "D", "at lock"), new(99, "T", "at S7")];
        Assert.That(LaneDiagram.OfLog(Toy.Scenario(), Log, marks: marks), Is.EqualTo("""
                 T                              D
                 ─────────────────────────────  ──────────────────────
               1 ┌ E.report_quiesce(RESUME, 0)
               2 │ open in
               3 │                              barrier(E) ...
               4 └ STOP
                 · at N4-S1
               5                                barrier(E) = 0
               6                                control(E, RESUME) ...
                                                · at lock
               7                                control(E, RESUME) = 0
               8 end T=tstopped
                 · at S7

            """));
    }

    [Test]
    public void OfLog_BracketsCallsAndTheMark() =>
        Assert.That(LaneDiagram.OfLog(Toy.Scenario(), Log, marked: 7), Is.EqualTo("""
                  T                              D
                  ─────────────────────────────  ──────────────────────
                1 ┌ E.report_quiesce(RESUME, 0)
                2 │ open in
                3 │                              barrier(E) ...
                4 └ STOP
                5                                barrier(E) = 0
              6-7                                control(E, RESUME) = 0
            >>  8 end T=tstopped

            """));

    [Test]
    public void OfRejection_ShowsWhatCouldHaveCome()
    {
        LogEvent[] log = [Toy.CallBarrier, Toy.BarrierZero, Toy.EndTstopped];
        var rejection = LogOracle.Judge(Toy.Square(), log).Rejection!;
        Assert.That(LaneDiagram.OfRejection(Toy.Scenario(), log, rejection), Is.EqualTo("""
                  T       D
                  ──────  ──────────────
              1-2         barrier(E) = 0
            >>  3 end T=tstopped
                ? ? tick

            """));
    }

    [Test]
    public void OfTrace_WithHiddenSteps_NamesRules()
    {
        var finding = Explorer.Explore(Toy.Square().Breach(2, "STOP-13", "x"), Toy.Scenario()).Findings.Single();
        var text = LaneDiagram.OfTrace(Toy.Scenario(), finding.Trace!, new DiagramOptions { ShowHidden = true });
        Assert.That(text, Is.EqualTo("""
                 D
                 ───────────────────────────
               1 barrier(E) ...
                 · B3 finds no callback open

            """));
    }

    [Test]
    public void OfLog_ManyContexts_StaysWithinTheWidth()
    {
        var long1 = new LogEvent[] { new CallbackBegan("T", new CallbackInvocation("a-very-long-engine-name-indeed", Callback.SyscallEntry, new ActionWord(ResumeAction.Resume))), Toy.CallBarrier };
        var text = LaneDiagram.OfLog(Toy.Scenario(), long1, options: new DiagramOptions { Width = 40 });
        Assert.That(text, Is.EqualTo("""
                 T                    D
                 ───────────────────  ──────────────
               1 ┌ a-very-long-engin
                 │   e-name-indeed.r
                 │   eport_syscall_e
                 │   ntry(RESUME)
               2 │                    barrier(E) ...

            """));
    }

    [Test]
    public void OfLog_LongLog_LeavesOutTheMiddle()
    {
        var text = LaneDiagram.OfLog(Toy.Scenario(), [.. Enumerable.Repeat(Toy.Tick, 40), Toy.EndRunning], marked: 30, options: new DiagramOptions { MaxRows = 12 });
        Assert.That(text, Is.EqualTo("""
                 T
                 ────
               1 tick
               2 tick
               3 tick
                 ... 22 rows left out ...
              26 tick
              27 tick
              28 tick
              29 tick
              30 tick
            >>31 tick
              32 tick
              33 tick
              34 tick
                 ... 7 rows left out ...

            """));
    }
}
