using Utrace.Conformance.Oracle;
using Utrace.Conformance.Tests.Toys;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Oracle;

public sealed class ExpectationCheckTests
{
    private static readonly CallbackInvocation Quiesce = new("E", Callback.Quiesce);

    private static readonly LogEvent End = new CallbackEnded("T", "E", Callback.Quiesce, new ActionWord(ResumeAction.Resume));

    [Test]
    public void Check_MissedResult_NamesLineWordsAndGuarantee()
    {
        var finding = ExpectationCheck.Check(Toy.Scenario(script: [Toy.BarrierStep(5, "0")]), [Toy.CallBarrier, Toy.Tick, Toy.BarrierGone]).Single();
        Assert.That(finding, Is.EqualTo(new LogFinding("BARRIER-02", 2, "barrier(E) = ESRCH; expected 0", Toy.At(5))));
    }

    [Test]
    public void Check_CallInACallback_UsesTheRuleOfThatOccurrence()
    {
        // The second call of report_quiesce expects 0, the first expects nothing.
        var rule = new CallbackRule(Callback.Quiesce, null, new OccurrenceRange(2, 2), [Toy.BarrierStep(9, "0")], default, null, Toy.At(8));
        var first = rule with { Occurrences = new OccurrenceRange(1, 1), Do = [Toy.BarrierStep(7)] };
        var engine = new EngineSpec("E", "T", "o", "d", Attached: true, UtraceEvents.Quiesce, [Callback.Quiesce], [rule, first]);
        LogEvent[] once = [new CallbackBegan("T", Quiesce), new CallBegan("T", Toy.Barrier), new CallReturned("T", Toy.Barrier, new CallResult(Errno.ESRCH)), End];
        var findings = ExpectationCheck.Check(Toy.Scenario(engines: [engine]), [.. once, .. once]);
        Assert.That(findings.Select(f => (f.Index, f.Source)), Is.EqualTo([((int?)6, (SourceMark?)Toy.At(9))]));
    }

    [Test]
    public void Check_AReapCallbackInsideACall_KeepsTheCall()
    {
        var reap = new ApiCall(ApiFunction.Reap, Thread: "T");
        var step = new CallStep(reap, new ResultExpectation(["9"], "KILL-01"), Toy.At(3));
        LogEvent[] log =
        [
            new CallBegan("D", reap), new CallbackBegan("D", new CallbackInvocation("E", Callback.Reap)), new CallbackEnded("D", "E", Callback.Reap, default),
            new CallReturned("D", reap, new CallResult(Errno.None, Value: 7)),
        ];
        Assert.That(ExpectationCheck.Check(Toy.Scenario(script: [step]), log).Select(f => f.What), Is.EqualTo(["reap(T) = 7; expected 9"]));
    }

    [Test]
    public void Check_LinesThatAreNotTheScripts_AreLeftToTheOracle()
    {
        var scenario = Toy.Scenario(script: [new OpenStep("go", Toy.At(1)), Toy.BarrierStep(2, "0")]);
        Assert.That(ExpectationCheck.Check(scenario, [Toy.CallBarrier, Toy.BarrierGone]), Is.Empty);
    }

    [Test]
    public void Check_PatternsAndEnd_OnlyAWholeLogMustShowWhatIsAlways()
    {
        var expect = new Expectations([new FinalExpectation("T", [TraceeState.Running], "STOP-13", Toy.At(4))], [Toy.Pattern("T tick")], [Toy.Pattern("D call *")], []);
        LogEvent[] log = [Toy.CallBarrier, Toy.BarrierZero];
        Assert.Multiple(() =>
        {
            Assert.That(ExpectationCheck.Check(Toy.Scenario(expect), log).Select(f => (f.Guarantee, f.Index)), Is.EqualTo([("SETEVENTS-05", (int?)0)]));
            Assert.That(ExpectationCheck.Check(Toy.Scenario(expect), [.. log, Toy.EndTstopped]).Select(f => (f.Guarantee, f.Index)), Is.EqualTo(
                [("SETEVENTS-05", (int?)0), ("SETEVENTS-05", null), ("STOP-13", 2)]));
        });
    }
}
