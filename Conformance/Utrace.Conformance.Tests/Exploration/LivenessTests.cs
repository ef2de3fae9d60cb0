using Utrace.Conformance.Exploration;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Tests.Toys;
using Utrace.Reference;

namespace Utrace.Conformance.Tests.Exploration;

public sealed class LivenessTests
{
    [Test]
    public void ALivelock_IsFoundWithItsShortestWay()
    {
        // a runs in circles for ever (2, 3) and never lets T go.
        var system = new ToySystem("T", "a").Step(0, 1, "a").Step(0, 4, "a").Step(1, 2, "a").Step(4, 2, "a").Step(2, 3, "a").Step(3, 2, "a")
            .Step(4, 5, "T").Held(1, "T").Held(2, "T").Held(3, "T").Held(4, "T");
        var finding = Explorer.Explore(system, Toy.Scenario()).Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That((finding.Kind, finding.Guarantee), Is.EqualTo((FindingKind.Liveness, "STOP-13")));
            Assert.That(finding.What, Does.StartWith("T can never run again: no engine wants its stop"));
            Assert.That(finding.Trace!.Steps, Has.Length.EqualTo(1), "state 4 has a way out, state 1 has none");
        });
    }

    [Test]
    public void ACycleWithAWayOut_IsNone()
    {
        var system = new ToySystem("T", "a").Step(0, 1, "a").Step(1, 2, "a").Step(2, 1, "a").Step(2, 3, "T").Held(1, "T").Held(2, "T");
        Assert.That(Explorer.Explore(system, Toy.Scenario()).Findings, Is.Empty);
    }

    [Test]
    public void TheLostResume_IsFoundInTheKernelOf2010()
    {
        var scenario = BundledScenarios.All.First(s => s.Id.StartsWith("resume/lost-resume", StringComparison.Ordinal));
        var lost = Explorer.Explore(UtraceModel.Create(scenario, Profile.Rhel6), scenario).Findings.Where(f => f.Kind is FindingKind.Liveness).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(lost.Select(f => f.Guarantee), Is.EqualTo(new[] { "STOP-13" }));
            Assert.That(lost[0].Trace!.Steps.Select(s => s.Rule.Step), Does.Contain("P6"), "inevitable from the STOP result on that comes behind the RESUME");
        });
    }
}
