using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Running;
using Utrace.Conformance.Tests.Running;
using Utrace.Conformance.Tests.Toys;
using Utrace.Conformance.Verdicts;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Verdicts;

/// <summary>T ticks while D makes a barrier; the model allows the results 0 and ESRCH.</summary>
public sealed class CertifierTests
{
    private static readonly CertifyOptions Options = new(new DeadlineUnit(TimeSpan.FromMilliseconds(50)));

    [Test]
    public void Certify_RightImplementation_PassesWithItsOutcomeInTheSet()
    {
        var verdict = One(Barrier(Errno.None));

        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Pass), verdict.Reason);
        Assert.That(verdict.IsOutcomeKnown, Is.True);
        Assert.That(verdict.Outcome, Is.EqualTo("T: tick\nD: call barrier(E); ret barrier(E) = 0\nend T=running"));
        Assert.That(verdict.Exploration, Is.EqualTo(new ExplorationFigures(8, 12, 2, IsComplete: true)));
        Assert.That(verdict.Blamed, Is.Empty);
        Assert.That(verdict.Repeat, Is.EqualTo("utrace-conform run toy/case --adapter toy --tier T1 --seed 1"));
    }

    [Test]
    public void Certify_ResultThatTheModelNeverGives_IsAViolationBlamedOnTheMissingLine()
    {
        var verdict = One(Barrier(Errno.EALREADY));

        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Violation));
        Assert.That(verdict.Blamed, Is.EqualTo(new[] { "BARRIER-02" }));
        Assert.That(verdict.Reason, Does.Contain("'D ret barrier(E) = EALREADY': no interleaving of the model shows this; allowed here: "));
        Assert.That(verdict.Reason, Does.Contain("'D ret barrier(E) = 0'"));
        Assert.That(verdict.Evidence!.Divergence!.Observed, Is.EqualTo("D ret barrier(E) = EALREADY"));
        Assert.That(verdict.Evidence.Diagram, Does.Contain(">> "));
    }

    [Test]
    public void Certify_ExpectationThatTheLogMisses_IsAViolationBlamedOnItsGuarantee()
    {
        var scenario = Scenario(expect: new([new("T", [TraceeState.Tstopped], "STOP-13", Toy.At(9))], [], [], []));
        var verdict = One(Barrier(Errno.None), scenario, model: Toy.Square().End(14, TraceeState.Tstopped));

        Assert.That(verdict.Blamed[0], Is.EqualTo("STOP-13"));
        Assert.That(verdict.Reason, Is.EqualTo("STOP-13: T is running at the end; expected tstopped (toy.yaml:9:1)"));
    }

    [Test]
    public void Certify_ExpectationThatTheModelContradicts_CountsAgainstTheReferenceOnly()
    {
        var scenario = Scenario(Toy.BarrierStep(7, "EINPROGRESS"));

        var other = One(Barrier(Errno.None), scenario);
        var reference = One(Barrier(Errno.None, "reference"), scenario);

        Assert.That(other.Kind, Is.EqualTo(VerdictKind.Pass), other.Reason);
        Assert.That(reference.Kind, Is.EqualTo(VerdictKind.Violation));
        Assert.That(reference.Blamed, Is.EqualTo(new[] { "BARRIER-02" }));
        Assert.That(reference.Evidence!.Defects[0].What, Is.EqualTo("barrier(E) = 0; expected EINPROGRESS"));
    }

    [Test]
    public void Certify_SometimesThatTheModelNeverShows_IsADefectOfTheScenario()
    {
        var scenario = Scenario(expect: new([], [], [], [Toy.Pattern("T died")]));

        Assert.That(One(Barrier(Errno.None), scenario).Kind, Is.EqualTo(VerdictKind.Pass));
        Assert.That(One(Barrier(Errno.None, "reference"), scenario).Reason, Does.Contain("no interleaving shows a line that matches 'T died'"));
    }

    [Test]
    public void Certify_NeverAndAlways_AreHeldAgainstTheObservedLog()
    {
        var scenario = Scenario(expect: new([], [Toy.Pattern("T tick", line: 20)], [Toy.Pattern("* = EALREADY", line: 21)], []));
        var adapter = new ToyAdapter
        {
            OnCall = (_, _, c) => c.Function is ApiFunction.Barrier ? new(Errno.EALREADY) : null,
            OnActivity = (_, _, a) => a is TickActivity,
        };
        var verdict = One(adapter, scenario);

        Assert.That(verdict.Evidence!.Expectations.Select(f => f.ToString()), Is.EqualTo(new[]
        {
            "SETEVENTS-05: 'D ret barrier(E) = EALREADY' matches '* = EALREADY', which must never show (toy.yaml:21:1)",
            "SETEVENTS-05: no line matches 'T tick', which must always show (toy.yaml:20:1)",
        }));
        Assert.That(verdict.Blamed, Is.EqualTo(new[] { "SETEVENTS-05", "BARRIER-02" }));
    }

    [Test]
    public void Certify_NeverAndAlwaysThatTheModelContradicts_AreNotHeldAgainstAnyone()
    {
        var scenario = Scenario(expect: new([], [Toy.Pattern("D ret barrier(E) = 0")], [Toy.Pattern("* = ESRCH", line: 21)], []));
        var verdict = One(Barrier(Errno.EALREADY), scenario);

        Assert.That(verdict.Evidence!.Expectations, Is.Empty, "the model itself gives both results, so neither may be held against an implementation");
    }

    [Test]
    public void Certify_MonitorFinding_IsAViolation()
    {
        var verdict = One(Barrier(Errno.None), monitors: (_, _, _) => [new LogFinding("REF-03", 2, "E was released twice")]);

        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Violation));
        Assert.That(verdict.Blamed, Is.EqualTo(new[] { "REF-03" }));
        Assert.That(verdict.Reason, Is.EqualTo("REF-03: E was released twice (line 3)"));
    }

    [Test]
    public void Certify_CapabilityNotClaimed_SkipsWithTheReason()
    {
        var adapter = new ToyAdapter { Identity = Identity("toy") with { Capabilities = ["core"] } };
        var verdict = One(adapter, Scenario() with { Needs = ["core", "exit", "reap"] });

        Assert.That((verdict.Kind, verdict.Reason), Is.EqualTo((VerdictKind.Skipped, "needs exit, reap, which toy does not claim")));
    }

    [Test]
    public void Certify_OtherApiVersion_SkipsWithTheReason()
    {
        var verdict = One(Barrier(Errno.None), Scenario() with { Api = new(20200101, null) });

        Assert.That((verdict.Kind, verdict.Reason), Is.EqualTo((VerdictKind.Skipped, "applies to API versions since 20200101; toy has 20091216")));
        Assert.That(verdict.Skip, Is.Not.Null);
        Assert.That((verdict.Skip!.Needs.IsEmpty, verdict.Skip.Api), Is.EqualTo((true, "since 20200101")));
    }

    [Test]
    public void Certify_ClaimedCapabilityNotSupported_IsAnAdapterError()
    {
        var adapter = new ToyAdapter { OnCall = (_, _, c) => c.Function is ApiFunction.Barrier ? throw new NotSupportedException("no barrier") : null };

        Assert.That(One(adapter).Kind, Is.EqualTo(VerdictKind.AdapterError));
        Assert.That(One(adapter).Reason, Does.EndWith("the adapter claims core, and a claimed capability cannot be skipped"));
    }

    [Test]
    public void Certify_Crash_CostsOneCaseAndBlamesWhatWasDue()
    {
        var adapter = new ToyAdapter { OnCall = (_, _, c) => c.Function is ApiFunction.Barrier ? throw new InvalidOperationException("boom") : null };
        var result = Certify([Scenario(), Scenario() with { Id = "toy/other" }], [adapter, Barrier(Errno.None)]);

        Assert.That(result.Verdicts.Select(v => (v.Case, v.Kind)), Is.EqualTo(new[]
        {
            ("toy/case", VerdictKind.Crash), ("toy/case", VerdictKind.Pass), ("toy/other", VerdictKind.Crash), ("toy/other", VerdictKind.Pass),
        }));
        Assert.That(result.Verdicts[0].Blamed, Does.Contain("BARRIER-02"));
        Assert.That(result.IsComplete, Is.True);
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Violation));
    }

    [Test]
    public void Certify_FreeRunning_CountsOutcomesAndJudgesEachLog()
    {
        var calls = 0;
        var adapter = new ToyAdapter
        {
            OnCall = (_, _, c) => c.Function is ApiFunction.Barrier ? new(Interlocked.Increment(ref calls) == 5 ? Errno.EALREADY : Errno.None) : null,
        };
        var verdict = Certify([Scenario()], [adapter], Options with { Tier = ControlTier.T0, Repetitions = 8, Jobs = 1 }).Verdicts[0];

        Assert.That((verdict.Kind, verdict.Runs, verdict.Seed), Is.EqualTo((VerdictKind.Violation, 8, 5UL)), "the fifth run has the fifth seed");
        Assert.That(verdict.Histogram.Select(h => (h.Count, h.IsKnown)), Is.EqualTo(new (int, bool?)[] { (7, true), (1, false) }));
        Assert.That(verdict.Repeat, Is.EqualTo("utrace-conform run toy/case --adapter toy --tier T0 --seed 5"));
    }

    [Test]
    public void Certify_MoreControlThanOffered_IsAUsageError() =>
        Assert.That(
            () => Certify([Scenario()], [Barrier(Errno.None)], Options with { Tier = ControlTier.T2 }),
            Throws.TypeOf<TierUnavailableException>().With.Message.EqualTo(
                "--tier T2: toy offers T1 at most; expected T0 to T1, or no --tier for T1 where it is offered."));

    [Test]
    public void Certify_Cancelled_KeepsWhatIsFinished()
    {
        using var cancel = new CancellationTokenSource();
        var scenarios = Enumerable.Range(0, 9).Select(i => Scenario() with { Id = $"toy/{i}" }).ToArray();
        var progress = new Told(p =>
        {
            if (p.Finished == 3)
            {
                cancel.Cancel();
            }
        });
        var result = new Certifier(Models()).Certify(scenarios, [Barrier(Errno.None)], Options with { Jobs = 1 }, progress, cancel.Token);

        Assert.That(result.Verdicts.Select(v => v.Case), Is.EqualTo(new[] { "toy/0", "toy/1", "toy/2" }));
        Assert.That((result.Planned, result.IsComplete, result.ExitCode), Is.EqualTo((9, false, ExitCode.Inconclusive)));
    }

    [Test]
    public void Certify_SeveralJobs_GiveTheSameOrder()
    {
        var scenarios = Enumerable.Range(0, 20).Select(i => Scenario() with { Id = $"toy/{i}" }).ToArray();
        var result = new Certifier(Models()).Certify(scenarios, [Barrier(Errno.None)], Options with { Jobs = 4 });

        Assert.That(result.Verdicts.Select(v => v.Case), Is.EqualTo(scenarios.Select(s => s.Id)));
    }

    private static ToyAdapter Barrier(Errno result, string name = "toy") => new()
    {
        Identity = Identity(name),
        OnCall = (_, _, c) => c.Function is ApiFunction.Barrier ? new(result) : null,
    };

    private static AdapterIdentity Identity(string name) => new(name, "1", "C#", 20091216, Capability.All, ControlTier.T1);

    private static Scenario Scenario(Step? step = null, Expectations? expect = null) => Toy.Scenario(
        expect, [step ?? Toy.BarrierStep(5)], [Make.Tick], [Make.Engine("E", "T")]);

    private static ModelCache Models(ToySystem? model = null, MonitorCheck? monitors = null) =>
        new(_ => model ?? Toy.Square(), monitors ?? ((_, _, _) => []));

    private static CertifyResult Certify(IReadOnlyList<Scenario> scenarios, IReadOnlyList<IAdapter> adapters, CertifyOptions? options = null) =>
        new Certifier(Models()).Certify(scenarios, adapters, options ?? Options);

    private static CaseVerdict One(IAdapter adapter, Scenario? scenario = null, ToySystem? model = null, MonitorCheck? monitors = null) =>
        new Certifier(Models(model, monitors)).Certify([scenario ?? Scenario()], [adapter], Options).Verdicts.Single();

    private sealed class Told(Action<RunProgress> tell) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => tell(value);
    }
}
