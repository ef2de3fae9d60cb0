using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Verdicts;
using Utrace.Spec;
using Utrace.Spec.Loading;

namespace Utrace.Conformance.Tests.Differential;

/// <summary>What the comparison of generated scenarios found once by the operating system's schedule, under every schedule.</summary>
public sealed class FoundTests
{
    /// <summary>DETACH-12: F keeps T stopped, so nothing but the end of this pass can complete the detach.</summary>
    private const string DetachBehindItsTurn = """
        threads: { T: {} }
        engines: { E: { events: [QUIESCE] }, F: { events: [QUIESCE], on: [ { callback: report_quiesce } ] } }
        actors: { B: [ control: { engine: F, action: STICKY_STOP }, put: E ], C: [ control: { engine: E, action: DETACH } ] }
        """;

    [TestCase(DetachBehindItsTurn, 1_000, TestName = "Detach_behind_its_turn_is_completed_before_the_stop_of_another")]
    public void Every_schedule_is_explained(string yaml, int least)
    {
        var loaded = ScenarioLoader.LoadText($"schema: 1\nid: a/b\ntitle: t\nwhy: w\nguarantees: [STOP-13]\nneeds: [{string.Join(", ", Capability.Words)}]\n{yaml}", "found.yaml", null);
        Assert.That(loaded.Defects, Is.Empty);
        var options = new CertifyOptions(DeadlineUnit.Calibrate()) { Tier = ControlTier.T2, Schedules = new ScheduleBudget { Policy = SearchPolicy.Systematic, MaxSchedules = 20_000 } };

        var verdict = new Certifier(ModelCache.Normative()).Certify(loaded.Scenarios, [new ThreadedAdapter()], options).Verdicts.Single();

        Assert.Multiple(() =>
        {
            Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Pass), verdict.Reason);
            Assert.That(verdict.Schedules!.IsExhausted, Is.True);
            Assert.That(verdict.Schedules!.Run, Is.GreaterThan(least));
        });
    }
}
