using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Tests.Running;
using Utrace.Conformance.Tests.Toys;
using Utrace.Conformance.Verdicts;
using Utrace.Conformance.Verdicts.Scheduled;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Verdicts.Scheduled;

/// <summary>T ticks while D makes a barrier, whose result the model allows to be 0 or ESRCH; the toy is wrong under some schedules only.</summary>
public sealed class ScheduledCaseTests
{
    private static readonly CertifyOptions Options = new(new DeadlineUnit(TimeSpan.FromMilliseconds(5)))
    {
        Tier = ControlTier.T2,
        DeadlineUnits = 40,
        Schedules = ScheduleBudget.Default with { Policy = SearchPolicy.Unreduced, MaxSchedules = 1_000 },
    };

    [Test]
    public void Certify_RightImplementation_IsRunUnderEverySchedule()
    {
        var verdict = One((s, d, _) => Paused(s, d, CallResult.Zero));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((verdict.Kind, verdict.Tier), Is.EqualTo((VerdictKind.Pass, ControlTier.T2)), verdict.Reason);
            Assert.That(verdict.Schedules, Has.Property("IsExhausted").True.And.Property("Bound").Null.And.Property("Outcomes").EqualTo(1).And.Property("Failures").Empty);
            Assert.That(verdict.Schedules!.Logs, Is.EqualTo(3), "the tick comes before, in, or after the barrier");
            Assert.That(verdict.Runs, Is.EqualTo(verdict.Schedules.Run).And.GreaterThanOrEqualTo(3));
        }
    }

    [Test]
    public void Certify_TooFewSchedules_SaysWhatEndedTheSearch()
    {
        var verdict = One((s, d, _) => Paused(s, d, CallResult.Zero), Options with { Schedules = Options.Schedules with { MaxSchedules = 2 } });
        Assert.That((verdict.Kind, verdict.Schedules!.IsExhausted, verdict.Schedules.Bound), Is.EqualTo((VerdictKind.Pass, false, "2 schedules")));
    }

    [Test]
    public void Certify_WrongWhereTheTickComesInBetween_IsMinimisedToTheOnePreemptionThatItTakes()
    {
        var failure = One(InBetween, Options with { Schedules = Options.Schedules with { Policy = SearchPolicy.RandomWalk } }).Schedules!.Failures.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Key, Is.EqualTo("violation BARRIER-02 'D ret barrier(E) = EALREADY'"));
            Assert.That((failure.Shown.Preemptions, failure.IsFewest), Is.EqualTo((1, (bool?)true)));
            Assert.That(failure.Windows, Is.EqualTo(new[] { "D at inside" }).Or.EqualTo(new[] { "T at before the tick" }));
            Assert.That(failure.Replay, Does.StartWith("utrace-conform replay 'toy/case on toy seed 1 hash 0123456789abcdef: "));
        }
    }

    [Test]
    public void Certify_Violation_ShowsTheWindowInTheLane()
    {
        var verdict = One(InBetween);
        Assert.That(verdict.Evidence!.Diagram, Does.Contain("· at "));
        Assert.That(verdict.Evidence.Log, Has.None.Contains("·"), "the log itself has no such line");
    }

    [Test]
    public void Certify_TheReplayLine_ReproducesAHundredTimesOfAHundred()
    {
        var line = Conformance.Replaying.ReplayLine.Read(One(InBetween).Schedules!.Failures[0].Replay);
        var result = ReplayRun.Run(Models().Of(Scenario()), new PausableToy { OnCall = InBetween }, line.Steps, Options, 100);
        Assert.That((result.Runs, result.Reproduced, result.Logs, result.Misfit, result.ExitCode), Is.EqualTo((100, 100, 1, (ScheduleMisfit?)null, ExitCode.Violation)));
    }

    [Test]
    public void Show_WaitWhoseDescriptionReads_TakesTheSameSteps()
    {
        var trial = Trial((s, d, _) =>
        {
            var shared = s.Control.Variable("shared");
            if (s.Ticks == 0)
            {
                s.WaitForTick(d, () => { s.Control.Touch(shared, isWrite: true); return "for a tick"; });
            }

            s.Control.Pause(d, "nothing was touched since");
            s.Control.Touch(shared, isWrite: true);
            s.Control.Pause(d, "something was touched");
            return CallResult.Zero;
        });
        var run = Enumerable.Range(1, 50).Select(seed => trial.Run(new global::Utrace.Conformance.Scheduling.RandomWalk((ulong)seed))).Skip(1).First(r => r.Choices[0] == 1);
        var shown = trial.Show(run.Choices);
        Assert.That((shown.Choices, shown.Misfit, shown.Judged.Evidence.Log), Is.EqualTo((run.Choices, (ReplayMisfit?)null, run.Judged!.Evidence.Log)));
    }

    [Test]
    public void Certify_FirstFailure_EndsTheCase()
    {
        var verdict = One(TwoWays);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Schedules!.Failures, Has.Length.EqualTo(1));
            Assert.That(verdict.Schedules.FoundAt, Is.EqualTo(verdict.Schedules.Run + verdict.Schedules.Cut));
            Assert.That(verdict.Schedules.Bound, Does.StartWith("stopped at the failure"));
        }
    }

    [Test]
    public void Certify_GoingOn_ShowsEveryKindOfFailure()
    {
        var verdict = One(TwoWays, Options with { GoesOn = true });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Schedules!.Failures.Select(f => f.Key), Is.EquivalentTo(new[]
            {
                "violation BARRIER-02 'D ret barrier(E) = EALREADY'", "violation BARRIER-02 'D ret barrier(E) = EINPROGRESS'",
            }));
            Assert.That(verdict.Schedules.IsExhausted, Is.True);
            Assert.That(verdict.Schedules.Failures.Select(f => f.Schedules), Has.All.Positive);
        }
    }

    [Test]
    public void Certify_WaitThatNobodyEnds_IsADeadlockAtOnce()
    {
        // The deadline is an hour: that this test ends shows that nothing waited for it.
        var verdict = One(
            (s, d, _) =>
            {
                if (s.Ticks > 0)
                {
                    s.WaitForEver(d);
                }

                return CallResult.Zero;
            },
            Options with { Unit = new(TimeSpan.FromHours(1)) });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Violation));
            Assert.That(verdict.Reason, Is.EqualTo("deadlock: no context can go on; D waits for the lock of T, which T holds"));
            Assert.That(verdict.Evidence!.Waits, Is.EqualTo(new[] { "D -> return of barrier(E)", "D waits for the lock of T, which T holds" }));
            Assert.That(verdict.Schedules!.Failures, Has.Length.EqualTo(1));
        }
    }

    [Test]
    public void Certify_WaitThatTheKitDoesNotKnowOf_IsAHangThatIsNamed()
    {
        var verdict = One((s, d, _) =>
        {
            s.Control.Pause(d, "inside");
            if (s.Ticks > 0)
            {
                s.Disposed.Wait();
            }

            return CallResult.Zero;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Hang));
            Assert.That(verdict.Reason, Is.EqualTo(
                "uncontrolled wait: D (from inside) did not come to a pause point, a wait or its end for 40 units of 5 ms; "
                + "expected: contexts wait in IPauseControl.Block alone, and other members do not wait at all"));
            Assert.That(verdict.Schedules!.Failures.Single().IsFewest, Is.Null, "every run of it costs a deadline");
        }
    }

    [Test]
    public void Certify_WaitThatSpinsForEver_IsInconclusive()
    {
        var verdict = One(
            (s, d, _) =>
            {
                while (!s.Disposed.IsSet)
                {
                    s.Control.Pause(d, "spin");
                }

                return CallResult.Zero;
            },
            Options with { Schedules = Options.Schedules with { MaxSteps = 50, MaxSchedules = 5 } });
        Assert.That((verdict.Kind, verdict.Reason), Is.EqualTo((VerdictKind.Inconclusive,
            "no schedule came to its end: 5 schedules were cut after 50 steps: a livelock, or a wait that spins; expected: contexts wait in IPauseControl.Block")));
    }

    [Test]
    public void Certify_WaitThatSpinsUnderSomeSchedules_IsAWarning()
    {
        var verdict = One(
            (s, d, _) =>
            {
                while (s.Ticks == 0 && !s.Disposed.IsSet)
                {
                    s.Control.Pause(d, "spin");
                }

                return CallResult.Zero;
            },
            Options with { Schedules = Options.Schedules with { MaxSteps = 50, MaxSchedules = 20 } });
        Assert.That((verdict.Kind, verdict.Schedules!.IsExhausted), Is.EqualTo((VerdictKind.Pass, false)));
        Assert.That(verdict.Warning, Does.Match("^[0-9]+ schedules were cut after 50 steps: a livelock, or a wait that spins"));
    }

    [Test]
    public void Certify_Report_KeepsTheSchedules()
    {
        var verdict = One(InBetween);
        var read = Conformance.Reports.ReportCase.Of(verdict);
        var line = System.Text.Json.JsonSerializer.Serialize(read, Conformance.Reports.ReportJson.Lines.ReportLine);
        var back = ((Conformance.Reports.ReportCase)System.Text.Json.JsonSerializer.Deserialize(line, Conformance.Reports.ReportJson.Lines.ReportLine)!).ToVerdict();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(back.Schedules!.Failures.Single().Replay, Is.EqualTo(verdict.Schedules!.Failures.Single().Replay));
            Assert.That(back.Schedules, Is.EqualTo(verdict.Schedules with { Failures = back.Schedules.Failures, Unseen = back.Schedules.Unseen }));
        }
    }

    [Test]
    public void Certify_JUnit_HasTheReplayLine()
    {
        using var xml = new StringWriter();
        var verdict = One(InBetween);
        Conformance.Reports.JUnit.Write(new CertifyResult([verdict], 1), xml);
        Assert.That(xml.ToString(), Does.Contain($"\nreplay: {verdict.Schedules!.Failures[0].Replay}\n"));
    }

    [Test]
    public void Certify_ImplementationThatChoosesByItself_IsAnAdapterError()
    {
        var calls = 0;
        var verdict = One((s, d, _) => Interlocked.Increment(ref calls) % 2 == 0 ? Paused(s, d, CallResult.Zero) : CallResult.Zero);
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.AdapterError));
        Assert.That(verdict.Reason, Does.StartWith("the implementation is not deterministic under pause control; expected: the same schedule and seed give the same steps"));
    }

    [Test]
    public void Certify_ImplementationThatBreaksDownWhenItIsRepeated_KeepsTheCrash([Values] bool goesOn)
    {
        var calls = 0;
        var verdict = One(
            (s, d, _) => Interlocked.Increment(ref calls) == 1 ? Paused(s, d, CallResult.Zero) : throw new InvalidOperationException("out of engines"),
            Options with { GoesOn = goesOn });
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Crash));
        Assert.That(verdict.Reason, Does.Contain("out of engines"));
    }

    [Test]
    public void Certify_ClaimWithoutPausePoints_IsAnAdapterError()
    {
        var adapter = new ToyAdapter { Identity = new("toy", "1", "C#", 20091216, Capability.All, ControlTier.T2) };
        var verdict = new Certifier(Models()).Certify([Scenario()], [adapter], Options).Verdicts.Single();
        Assert.That((verdict.Kind, verdict.Reason), Is.EqualTo((VerdictKind.AdapterError, "toy claims T2 and is no IPausableAdapter; expected: one, or a tier of T1 at most")));
    }

    [Test]
    public void Certify_SometimesThatNoScheduleShows_IsKnownAndNoFailure()
    {
        var scenario = Toy.Scenario(new([], [], [], [Toy.Pattern("D ret barrier(E) = ESRCH"), Toy.Pattern("T tick", after: "D call *")]), [Toy.BarrierStep(5)], [Make.Tick], [Make.Engine("E", "T")]);
        var verdict = new Certifier(Models()).Certify([scenario], [new PausableToy { OnCall = (s, d, _) => Paused(s, d, CallResult.Zero) }], Options).Verdicts.Single();
        Assert.That((verdict.Kind, verdict.Schedules!.Unseen), Is.EqualTo((VerdictKind.Pass, new[] { "D ret barrier(E) = ESRCH" })));
    }

    [Test]
    public void Run_CutBehindARefusedLine_IsRunToItsEndAndCounts()
    {
        var failing = Failing(Trial((_, _, _) => new(Errno.EALREADY)), r => r.Choices[^1] == 0);
        var cut = failing.Choices[..^1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Trial((_, _, _) => new(Errno.EALREADY)).Run(new Cut(cut)).Judged, Has.Property("Kind").EqualTo(VerdictKind.Violation), "T's tick comes behind the refused line");
            Assert.That(Trial((_, _, _) => CallResult.Zero).Run(new Cut(cut)).Judged, Is.Null, "nothing is wrong: what follows was seen elsewhere");
        }
    }

    [Test]
    public void Replay_ScheduleThatDoesNotFit_SaysWhere()
    {
        var result = ReplayRun.Run(Models().Of(Scenario()), new PausableToy(), ["D", "D", "D", "D", "D", "D"], Options, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Misfit, Has.Property("Wanted").EqualTo("D").And.Property("Enabled").EqualTo(new[] { "T" }));
            Assert.That(result.Misfit!.Step, Is.InRange(2, 6));
            Assert.That((result.Verdict.Kind, result.Reproduced, result.ExitCode), Is.EqualTo((VerdictKind.Pass, 0, ExitCode.Inconclusive)));
        }
    }

    private static ScheduleTrial Trial(Func<PausableSession, string, ApiCall, CallResult> call) => new(
        Models().Of(Scenario()), new PausableToy { OnCall = call }, new RunOptions(1, ControlTier.T2, Options.Unit) { DeadlineUnits = Options.DeadlineUnits });

    private static TrialRun Failing(ScheduleTrial trial, Func<TrialRun, bool> isWanted)
    {
        TrialRun? found = null;
        ScheduleSearch.Run(trial, Options.Schedules, r => (found = r.Value.Judged is { IsFailure: true } && isWanted(r.Value) ? r.Value : null) is null);
        return found!;
    }

    private static CallResult Paused(PausableSession session, string context, CallResult result)
    {
        session.Control.Pause(context, "inside");
        return result;
    }

    private static CallResult InBetween(PausableSession session, string context, ApiCall call)
    {
        var before = session.Ticks;
        session.Control.Pause(context, "inside");
        return session.Ticks == before ? CallResult.Zero : new(Errno.EALREADY);
    }

    private static CallResult TwoWays(PausableSession session, string context, ApiCall call) =>
        session.Ticks > 0 ? new(Errno.EINPROGRESS) : InBetween(session, context, call);

    private static Scenario Scenario() => Toy.Scenario(null, [Toy.BarrierStep(5)], [Make.Tick], [Make.Engine("E", "T")]);

    private static ModelCache Models() => new(ModelOf, (_, _, _) => []);

    /// <summary>Also of the scenario without some of its parts.</summary>
    private static ToySystem ModelOf(Scenario scenario)
    {
        var (ticks, calls) = (!scenario.Threads[0].Program.IsEmpty, scenario.Actors.Any(a => !a.Script.IsEmpty));
        if (ticks && calls)
        {
            return Toy.Square();
        }

        var system = new ToySystem("T", "D").Rule(1, "U1", "takes a user step").Rule(2, "B0", "begins a barrier").Rule(3, "B3", "finds no callback open", "BARRIER-02");
        return ticks ? system.Step(0, 1, "T", Toy.Tick) : calls ? system.Step(0, 1, "D", Toy.CallBarrier, 2).Step(1, 2, "D", Toy.BarrierZero, 3) : system;
    }

    private static CaseVerdict One(Func<PausableSession, string, ApiCall, CallResult> call, CertifyOptions? options = null) =>
        new Certifier(Models()).Certify([Scenario()], [new PausableToy { OnCall = call }], options ?? Options).Verdicts.Single();

    /// <summary>Follows a schedule and cuts it.</summary>
    private sealed class Cut(ImmutableArray<int> choices) : IStrategy
    {
        public bool Begin() => true;

        public int Choose(in Decision decision) => decision.Step < choices.Length ? choices[decision.Step] : -1;

        public void Ran(ReadOnlySpan<Access> accesses)
        {
        }

        public void End()
        {
        }
    }
}
