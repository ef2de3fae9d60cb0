using System.Runtime.CompilerServices;
using Utrace.Adapters.Threaded;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conformance.Running;
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
