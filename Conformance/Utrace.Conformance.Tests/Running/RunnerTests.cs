using Utrace.Adapters;
using Utrace.Conformance.Running;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Running;

public sealed class RunnerTests
{
    private static readonly RunOptions Options = new(1, ControlTier.T1, new(TimeSpan.FromMilliseconds(50)));
    private static readonly RunOptions Short = Options with { DeadlineUnits = 6 };
    private static readonly CallbackInvocation Quiesce = new("E", Callback.Quiesce, new(ResumeAction.Resume));

    [Test]
    public void Run_ProgramAndScript_LogsBothAndTheEnd()
    {
        var outcome = Run(new(), Make.Scenario(Make.Thread("T", Make.Await("go"), Make.Tick, Make.Open("done")), null,
            Make.Actor("D", Make.Open("go"), Make.Await("done"), Make.Probe("T"))));

        AssertLog(outcome, "D open go", "T tick", "T open done", "D probe T = running", "* end T=running");
    }

    [Test]
    public void Run_CallbackAwaitsGate_StaysOpenUntilItOpens()
    {
        var engine = Make.Engine("E", "T", Make.Rule(ResumeAction.Stop, OccurrenceRange.All, Make.Open("in"), Make.Await("out")));
        var outcome = Run(Reporting(), Make.Scenario(Make.Thread("T"), engine,
            Make.Actor("D", Make.Control(), Make.Await("in"), Make.Settle, Make.Open("out"))));

        Assert.That(outcome.Lines.Where(l => !l.StartsWith("D ret", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "D call control(E, REPORT)", "T begin E.report_quiesce(RESUME, 0)", "T open in", "D settle", "D open out",
            "T end E.report_quiesce = STOP", "* end T=running",
        }));
    }

    [Test]
    public void Run_RuleWithOccurrence_AppliesToThatCallOnly()
    {
        var engine = Make.Engine("E", "T", Make.Rule(ResumeAction.Stop, new(2, 2)), Make.Rule(ResumeAction.Detach, new(2, 3)));
        var outcome = Run(Reporting(), Make.Scenario(Make.Thread("T"), engine,
            Make.Actor("D", Make.Control(), Make.Settle, Make.Control(), Make.Settle, Make.Control())));

        Assert.That(outcome.Lines.Where(l => l.Contains(" end E", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "T end E.report_quiesce = RESUME", "T end E.report_quiesce = STOP", "T end E.report_quiesce = DETACH",
        }));
    }

    [Test]
    public void Run_TwoSettles_AreAnsweredOneAtATime()
    {
        var outcome = Run(new(), Make.Scenario(Make.Thread("T"), null,
            Make.Actor("D", Make.Settle, Make.Open("a")), Make.Actor("E2", Make.Settle, Make.Open("b"))));

        var lines = outcome.Lines;
        Assert.That(lines, Has.Length.EqualTo(5));
        Assert.That(lines[0][^6..], Is.EqualTo("settle"));
        Assert.That(lines[1][..2], Is.EqualTo(lines[0][..2]), "the first to be released goes on before the second is");
    }

    [Test]
    public void Run_SleepingBody_WakesWhenItsGateOpens()
    {
        var outcome = Run(new(), Make.Scenario(Make.Thread("T", Make.Sleep("data")), null,
            Make.Actor("D", Make.Await("T", TraceeState.Sleeping), Make.Open("data"))));

        AssertLog(outcome, "T enter syscall read", "D saw T = sleeping", "D open data", "T body syscall read", "T done syscall read", "* end T=running");
    }

    [Test]
    public void Run_ThreadDiesBeforeItsOpen_NeverOpens()
    {
        var outcome = Run(new(), Make.Scenario(Make.Thread("T", Make.Exit, Make.Open("never")), null, Make.Actor("D", Make.Await("never"))));

        AssertLog(outcome, "T enter exit", "T died", "* end T=zombie");
    }

    [Test]
    public void Run_CallThatNeverReturnsButIsBlocked_EndsTheLog()
    {
        var adapter = new ToyAdapter { OnCall = (s, _, c) => Blocked(s, c) };
        var outcome = Run(adapter, Make.Scenario(Make.Thread("T"), Make.Engine("E", "T"), Make.Actor("D", Make.Control())));

        AssertLog(outcome, "D call control(E, REPORT)", "* end T=running");
    }

    [Test]
    public void Run_CallThatHangs_IsAHangWithItsWaits()
    {
        var adapter = new ToyAdapter { OnCall = (s, _, c) => c.Function is ApiFunction.Control ? Stuck(s) : null };
        var outcome = Run(adapter, Make.Scenario(Make.Thread("T", Make.Await("go")), Make.Engine("E", "T"), Make.Actor("D", Make.Control(), Make.Open("go"))), Short);

        Assert.That(outcome.Status, Is.EqualTo(RunStatus.Hang));
        Assert.That(outcome.Waits, Is.EqualTo(new[] { "D -> return of control(E, REPORT)", "T -> gate go, opened by D", "toy -> nothing" }));
        Assert.That(outcome.Lines, Is.EqualTo(new[] { "D call control(E, REPORT)" }));
    }

    [Test]
    public void Run_EndlessLog_IsAHang()
    {
        var adapter = new ToyAdapter
        {
            OnCall = (s, _, c) =>
            {
                while (c.Function is ApiFunction.Control && !s.Disposed.IsSet)
                {
                    s.Kit.Released("E");
                }

                return null;
            },
        };
        var outcome = Run(adapter, Make.Scenario(Make.Thread("T"), Make.Engine("E", "T"), Make.Actor("D", Make.Control())), Options with { MaxLines = 50 });

        Assert.That(outcome.Status, Is.EqualTo(RunStatus.Hang));
        Assert.That(outcome.Detail, Does.StartWith("the log reached 50 lines without an end"));
    }

    [Test]
    public void Run_CallThrows_IsACrashWithTheLogSoFar()
    {
        var adapter = new ToyAdapter { OnCall = (_, _, c) => c.Function is ApiFunction.Control ? throw new InvalidOperationException("lock order") : null };
        var outcome = Run(adapter, Make.Scenario(Make.Thread("T"), Make.Engine("E", "T"), Make.Actor("D", Make.Control())));

        Assert.That(outcome.Status, Is.EqualTo(RunStatus.Crash));
        Assert.That(outcome.Detail, Is.EqualTo("control(E, REPORT) of D threw InvalidOperationException: lock order"));
        Assert.That(outcome.Lines, Is.EqualTo(new[] { "D call control(E, REPORT)" }));
    }

    [TestCase(ApiFunction.Attach, "ATTACH-01", "setup: attach(T, CREATE, as=E, ops=ops-E, data=data-E) = ESRCH, expected E")]
    [TestCase(ApiFunction.SetEvents, "SETEVENTS-01", "setup: set_events(E, QUIESCE) = ESRCH, expected 0")]
    public void Run_SetupFails_BlamesTheCall(ApiFunction function, string guarantee, string message)
    {
        var adapter = new ToyAdapter { OnCall = (_, _, c) => c.Function == function ? new(Errno.ESRCH) : null };
        var outcome = Run(adapter, Make.Scenario(Make.Thread("T"), Make.Engine("E", "T")));

        Assert.That((outcome.Status, outcome.Guarantee), Is.EqualTo((RunStatus.SetupFailed, guarantee)));
        Assert.That(outcome.Detail, Does.StartWith(message));
    }

    [Test]
    public void Run_Garbage_IsAnAdapterErrorThatNamesWhatWasExpected([Values(0, 1, 2, 3, 4, 5)] int kind)
    {
        (Action<ToySession> Act, string Message)[] kinds =
        [
            (s => s.Kit.Released("X"), "Released(X): X is not an engine of the scenario; expected one of E"),
            (s => s.Kit.Ticked("T"), "Ticked(T), but it has no activity; expected a tick only for a driven tick"),
            (s => s.Kit.Died("U"), "Died(U): U is not a thread of the scenario; expected one of T"),
            (s => s.Kit.Staged("T", ActivityStage.Done, "exec"), "Staged(T, Done, \"exec\"), but it has no activity; expected stages of the driven activity only"),
            (s => s.Kit.Callback("Z", Quiesce), "Callback(Z, E.report_quiesce(RESUME, 0)): Z is not a context of the scenario; expected one of D, T"),
            (s => s.Kit.Callback("D", Quiesce), "Callback(D, E.report_quiesce(RESUME, 0)); expected the context T: a callback runs in the engine's thread"),
        ];
        var adapter = new ToyAdapter { OnCall = (s, _, c) => Do(s, c, kinds[kind].Act) };
        var outcome = Run(adapter, Make.Scenario(Make.Thread("T"), Make.Engine("E", "T"), Make.Actor("D", Make.Control())));

        Assert.That(outcome.Status, Is.EqualTo(RunStatus.AdapterError));
        Assert.That(outcome.Detail, Is.EqualTo($"the adapter broke the protocol: {kinds[kind].Message}"));
    }

    [Test]
    public void Run_SettleMiscounts_IsAnAdapterError()
    {
        var outcome = Run(new() { OnSettle = s => s with { OpenCallbacks = 7 } }, Make.Scenario(Make.Thread("T"), null), Short);

        Assert.That(outcome.Status, Is.EqualTo(RunStatus.AdapterError));
        Assert.That(outcome.Detail, Does.Contain("0 blocked calls, 7 open callbacks and 0 pending activities; expected, as the kit has in flight: 0, 0 and 0"));
    }

    [Test]
    public void Run_NearTheDeadline_Warns()
    {
        Assert.That(new RunOutcome(RunStatus.Completed, []) { DeadlineShare = 0.8 }.IsNearLimit, Is.True);
        Assert.That(new RunOutcome(RunStatus.Completed, []) { DeadlineShare = 0.79 }.IsNearLimit, Is.False);
        Assert.That(new RunOutcome(RunStatus.Hang, []) { DeadlineShare = 1 }.IsNearLimit, Is.False);
    }

    [Test]
    public void Unit_FollowsTheMachineWithinBounds()
    {
        Assert.That(DeadlineUnit.FromHandOver(TimeSpan.Zero).Value, Is.EqualTo(DeadlineUnit.Least));
        Assert.That(DeadlineUnit.FromHandOver(TimeSpan.FromMilliseconds(2)).ToString(), Is.EqualTo("40 ms"));
        Assert.That(DeadlineUnit.FromHandOver(TimeSpan.FromMinutes(1)).Value, Is.EqualTo(DeadlineUnit.Most));
    }

    /// <summary>A toy whose control(REPORT) makes the thread report.</summary>
    private static ToyAdapter Reporting() => new()
    {
        OnCall = (s, _, c) => Do(s, c, t => t.Post("T", () => t.Callback("T", Quiesce))),
    };

    private static CallResult? Do(ToySession session, ApiCall call, Action<ToySession> act)
    {
        if (call.Function is ApiFunction.Control)
        {
            act(session);
        }

        return null;
    }

    private static CallResult? Blocked(ToySession session, ApiCall call)
    {
        if (call.Function is ApiFunction.Control)
        {
            session.Block();
        }

        return null;
    }

    private static CallResult? Stuck(ToySession session)
    {
        session.Disposed.Wait();
        return null;
    }

    private static RunOutcome Run(ToyAdapter adapter, Scenario scenario, RunOptions? options = null) =>
        Runner.Run(adapter, scenario, options ?? Options);

    private static void AssertLog(RunOutcome outcome, params string[] lines)
    {
        Assert.That(outcome.Status, Is.EqualTo(RunStatus.Completed), outcome.Detail);
        Assert.That(outcome.Lines, Is.EqualTo(lines));
    }
}
