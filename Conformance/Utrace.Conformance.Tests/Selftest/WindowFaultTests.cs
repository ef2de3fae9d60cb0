using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Selftest;

/// <summary>Faults of tier T2: schedules of the implementation's own steps show them, held callbacks do not.</summary>
public sealed class WindowFaultTests
{
    private static readonly Lazy<ModelCache> Models = new(ModelCache.Normative);
    private static readonly DeadlineUnit Unit = DeadlineUnit.Calibrate();

    private static IEnumerable<string> Names => Faults.All.Where(f => f.Tier is ControlTier.T2).Select(f => f.Name);

    [TestCaseSource(nameof(Names))]
    public void Fault_IsCaughtUnderSchedules(string name)
    {
        var fault = Faults.Find(name)!;
        var row = Selftest(fault, Near(fault));

        Assert.Multiple(() =>
        {
            Assert.That(row.IsBlamedRight, Is.True, () => $"{row.Tried} cases tried; caught by {string.Join(", ", row.KilledBy.Select(k => $"{k.Case} ({string.Join(' ', k.Blamed)})"))}");
            Assert.That(row.Tier, Is.EqualTo("T2"));
        });
    }

    /// <summary>
    /// Without a preemption a context runs on until it is held in a callback, waits at a gate or for a lock, or is over: all that held callbacks can make for certain.
    /// A fault which none of these schedules shows is out of T1's reach.
    /// </summary>
    [TestCaseSource(nameof(Names))]
    public void Fault_IsOutOfReachOfHeldCallbacks(string name)
    {
        var fault = Faults.Find(name)!;
        foreach (var scenario in Near(fault))
        {
            var coverage = WithoutPreemption(fault, scenario, judged =>
                Assert.That(judged.Kind, Is.EqualTo(VerdictKind.Pass), () => $"{scenario.Id}: {judged.Reason}\n{string.Join('\n', judged.Evidence.Log)}"));
            Assert.That(coverage.PreemptionBound, Is.Zero, $"{scenario.Id} is not small: not every schedule without a preemption was run");
        }
    }

    [Test]
    public void WithoutPreemption_ShowsAFaultOfHeldCallbacks()
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, "resume/lost-resume@RESUME+quiesce", StringComparison.Ordinal));
        var kinds = new List<VerdictKind>();
        WithoutPreemption(Faults.Find("lost-resume")!, scenario, judged => kinds.Add(judged.Kind));

        Assert.That(kinds, Has.Member(VerdictKind.Violation));
    }

    private static ScheduleCoverage WithoutPreemption(Fault fault, Scenario scenario, Action<JudgedRun> look) => ScheduleSearch.Run(
        new ControlledScenario(new ThreadedAdapter(fault), scenario, new RunOptions(1, ControlTier.T2, Unit)),
        new ScheduleBudget { Policy = SearchPolicy.Bounded, MaxPreemptions = 0, MaxSchedules = 20_000 },
        result =>
        {
            look(Judge.Of(Models.Value.Of(scenario), result.Value.Run, isReference: false));
            return true;
        });

    private static FaultRow Selftest(Fault fault, IReadOnlyList<Scenario> scenarios) =>
        new SelftestRun(Models.Value).Run(scenarios, [FaultCase.Of(fault)], new ThreadedAdapter(), new SelftestOptions(new CertifyOptions(Unit) { Schedules = SelftestOptions.Schedules }) { Repeats = 0 }).Faults.Single();

    private static IReadOnlyList<Scenario> Near(Fault fault) =>
        [.. BundledScenarios.OfThreaded.Where(s => !s.Id.StartsWith("pairs/", StringComparison.Ordinal) && s.Guarantees.Intersect(fault.Breaks, StringComparer.Ordinal).Any())];
}
