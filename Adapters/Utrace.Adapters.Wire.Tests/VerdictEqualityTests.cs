using Utrace.Adapters.Threaded;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Verdicts;
using Utrace.Reference.Adapter;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>A wire in between changes no verdict.</summary>
public sealed class VerdictEqualityTests
{
    private const int Schedules = 10;

    private static readonly ModelCache Models = ModelCache.Normative();

    [Test]
    public void Threaded_behind_a_wire_gets_the_verdicts_of_threaded() => AssertSame(new ThreadedAdapter(), Scenarios(everyNthPair: 60));

    [Test]
    public void Reference_behind_a_wire_gets_the_verdicts_of_reference() => AssertSame(new ReferenceAdapter(), Scenarios(everyNthPair: 120));

    [Test]
    public void Under_stress_and_under_control_the_verdicts_are_the_same([Values(ControlTier.T0, ControlTier.T2)] ControlTier tier)
    {
        var options = new CertifyOptions(DeadlineUnit.Calibrate()) { Tier = tier, Jobs = 2, Repetitions = 3, Schedules = ScheduleBudget.Default with { MaxSchedules = 5 } };
        AssertSame(new ThreadedAdapter(), [.. Scenarios(everyNthPair: 0).Where(s => s.Id.StartsWith("barrier/", StringComparison.Ordinal) || s.Id.StartsWith("stop/", StringComparison.Ordinal))], options);
    }

    /// <summary>Under control, where who comes first is chosen: at T1 blame may depend on it.</summary>
    [TestCase("lost-resume", "resume/")]
    [TestCase("any-resume-ends-all-stops", "stop/")]
    [TestCase("barrier-returns-early", "barrier/")]
    public void A_fault_behind_a_wire_is_blamed_as_without(string fault, string area) =>
        AssertSame(new ThreadedAdapter(Faults.Find(fault)), [.. Scenarios(everyNthPair: 0).Where(s => s.Id.StartsWith(area, StringComparison.Ordinal))], Controlled(20));

    [TestCase("lost-resume", "resume/lost-resume@RESUME+entry", "end T=tstopped")]
    [TestCase(null, "stop/after-the-callback-is-not-cancelled", "tstopped")]
    [TestCase(null, "barrier/waits-for-an-open-callback", "ret barrier(E) = 0")]
    [TestCase(null, "barrier/interrupted-by-a-signal", "ERESTARTSYS")]
    [TestCase(null, "report/api-calls-inside-a-callback", "T ret ")]
    public void Schedules_are_those_of_the_same_implementation_in_process(string? fault, string id, string shown)
    {
        var adapter = new ThreadedAdapter(fault is null ? null : Faults.Find(fault));
        using var wire = WireAdapter.Connect(new InProcessEndpoint(adapter), new WireOptions { Validate = true });
        var scenario = Fixtures.Scenario(id);
        var (here, there) = (Walk(adapter, scenario), Walk(wire, scenario));
        Assert.That(there, Is.EqualTo(here));
        Assert.That(here, Has.Some.Contains(shown));
    }

    /// <summary>Else a search far away would leave out other interleavings than one in process.</summary>
    [TestCase("resume/lost-resume@RESUME+entry")]
    [TestCase("barrier/waits-for-an-open-callback")]
    [TestCase("vfork/report-survives-the-stop")]
    public void Steps_touch_what_those_of_the_same_implementation_in_process_touch(string id)
    {
        var adapter = new ThreadedAdapter();
        using var wire = WireAdapter.Connect(new InProcessEndpoint(adapter), new WireOptions());
        var (here, there) = (Touched(adapter, Fixtures.Scenario(id)), Touched(wire, Fixtures.Scenario(id)));
        Assert.That(there, Is.EqualTo(here));
        Assert.That(here, Has.Some.Contains("-").And.Some.Contains("+"));
    }

    /// <summary>What each step of some random schedules reads (-) and writes (+).</summary>
    private static List<string> Touched(IPausableAdapter adapter, Scenario scenario)
    {
        var controlled = new ControlledScenario(adapter, scenario, new RunOptions(1, ControlTier.T2, new DeadlineUnit(TimeSpan.FromMilliseconds(50))) { DescribesRest = true });
        var strategy = new TouchRecorder(new RandomWalk(1), controlled.Space);
        for (var n = 0; n < Schedules && strategy.Begin(); n++)
        {
            controlled.Run(strategy);
        }

        return strategy.Steps;
    }

    /// <summary>Who ran at each step of some random schedules, and the log of each.</summary>
    private static List<string> Walk(IPausableAdapter adapter, Scenario scenario)
    {
        var strategy = new RandomWalk(1);
        var controlled = new ControlledScenario(adapter, scenario, new RunOptions(1, ControlTier.T2, new DeadlineUnit(TimeSpan.FromMilliseconds(50))));
        List<string> seen = [];
        while (seen.Count < Schedules && strategy.Begin())
        {
            var outcome = controlled.Run(strategy);
            seen.Add($"{string.Concat(outcome.Choices)}: {outcome.Run.Status} {outcome.Run.Detail}\n{string.Join('\n', outcome.Run.Lines)}");
        }

        return seen;
    }

    private static CertifyOptions Controlled(int schedules) =>
        new(DeadlineUnit.Calibrate()) { Tier = ControlTier.T2, Jobs = 2, Schedules = ScheduleBudget.Default with { MaxSchedules = schedules } };

    private static void AssertSame(IAdapter adapter, IReadOnlyList<Scenario> scenarios, CertifyOptions? options = null)
    {
        Assert.That(scenarios, Is.Not.Empty);
        using var wire = WireAdapter.Connect(new InProcessEndpoint(adapter), new WireOptions { Validate = true });
        options ??= new CertifyOptions(DeadlineUnit.Calibrate()) { Jobs = 2 };
        Assert.That(Of(wire, scenarios, options), Is.EqualTo(Of(adapter, scenarios, options)));
    }

    private static string[] Of(IAdapter adapter, IReadOnlyList<Scenario> scenarios, CertifyOptions options) =>
    [
        .. new Certifier(Models).Certify(scenarios, [adapter], options).Verdicts
            .Select(v => $"{v.Case}: {v.Kind} {string.Join(' ', v.Blamed)}"),
    ];

    /// <summary>Every case that is no race pair, and some of those.</summary>
    private static IReadOnlyList<Scenario> Scenarios(int everyNthPair) =>
        [.. Fixtures.Scenarios.Where((s, n) => !s.Id.StartsWith("pairs/", StringComparison.Ordinal) || (everyNthPair > 0 && n % everyNthPair == 0))];
}
