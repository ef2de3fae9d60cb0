using System.Runtime.CompilerServices;
using Utrace.Adapters.Threaded;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Verdicts;
using Utrace.Reference.Adapter;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>A wire in between changes no verdict.</summary>
public sealed class VerdictEqualityTests
{
    private static readonly ModelCache Models = ModelCache.Normative();

    [Test]
    public void Threaded_behind_a_wire_gets_the_verdicts_of_threaded() => AssertSame(new ThreadedAdapter(), Scenarios(everyNthPair: 60));

    [Test]
    public void Reference_behind_a_wire_gets_the_verdicts_of_reference() => AssertSame(new ReferenceAdapter(), Scenarios(everyNthPair: 120));

    [TestCase("lost-resume", "resume/")]
    [TestCase("any-resume-ends-all-stops", "stop/")]
    [TestCase("barrier-returns-early", "barrier/")]
    public void A_fault_behind_a_wire_is_blamed_as_without(string fault, string area) =>
        AssertSame(new ThreadedAdapter(Faults.Find(fault)), [.. Scenarios(everyNthPair: 0).Where(s => s.Id.StartsWith(area, StringComparison.Ordinal))]);

    [TestCase("lost-resume", "resume/lost-resume@RESUME+entry", 10)]
    [TestCase(null, "stop/after-the-callback-is-not-cancelled", 10)]
    public void Schedules_are_those_of_the_same_implementation_in_process(string? fault, string id, int schedules)
    {
        var adapter = new ThreadedAdapter(fault is null ? null : Faults.Find(fault));
        using var wire = WireAdapter.Connect(new InProcessEndpoint(adapter), new WireOptions { Validate = true });
        var scenario = Scenarios(everyNthPair: 0).Single(s => string.Equals(s.Id, id, StringComparison.Ordinal));
        var (here, there) = (Walk(adapter, scenario, schedules), Walk(wire, scenario, schedules));
        Assert.That(there, Is.EqualTo(here));
        Assert.That(here, Has.Some.Contains(fault is null ? "tstopped" : "end T=tstopped"));
    }

    /// <summary>Who ran at each step of some random schedules, and the log of each.</summary>
    private static List<string> Walk(IPausableAdapter adapter, Scenario scenario, int schedules)
    {
        var strategy = new RandomWalk(1);
        var controlled = new ControlledScenario(adapter, scenario, new RunOptions(1, ControlTier.T2, new DeadlineUnit(TimeSpan.FromMilliseconds(50))));
        List<string> seen = [];
        while (seen.Count < schedules && strategy.Begin())
        {
            var outcome = controlled.Run(strategy);
            seen.Add($"{string.Concat(outcome.Choices)}: {outcome.Run.Status} {outcome.Run.Detail}\n{string.Join('\n', outcome.Run.Lines)}");
        }

        return seen;
    }

    private static void AssertSame(IAdapter adapter, IReadOnlyList<Scenario> scenarios)
    {
        Assert.That(scenarios, Is.Not.Empty);
        using var wire = WireAdapter.Connect(new InProcessEndpoint(adapter), new WireOptions { Validate = true });
        Assert.That(Of(wire, scenarios), Is.EqualTo(Of(adapter, scenarios)));
    }

    private static string[] Of(IAdapter adapter, IReadOnlyList<Scenario> scenarios) =>
    [
        .. new Certifier(Models).Certify(scenarios, [adapter], new CertifyOptions(DeadlineUnit.Calibrate()) { Jobs = 2 }).Verdicts
            .Select(v => $"{v.Case}: {v.Kind} {string.Join(' ', v.Blamed)}"),
    ];

    /// <summary>Every case that is no race pair, and some of those.</summary>
    private static IReadOnlyList<Scenario> Scenarios(int everyNthPair)
    {
        var all = ScenarioLoader.LoadDirectory(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "fixtures", "scenarios"))).Scenarios;
        return [.. all.Where((s, n) => s.Id.StartsWith("pairs/", StringComparison.Ordinal) ? everyNthPair > 0 && n % everyNthPair == 0 : true)];
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
