using Utrace.Conformance.Exploration;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Tests.Toys;
using Utrace.Reference;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Exploration;

public sealed class ReductionTests
{
    [TestCase(Profile.Normative)]
    [TestCase(Profile.Rhel6)]
    public void ReducedAndFull_SameOutcomesFindingsAndRules_OnEveryScenario(Profile profile)
    {
        var compared = BundledScenarios.All.AsParallel().AsOrdered().Select(s => Compare(s, UtraceModel.Create(s, profile))).ToArray();
        var (full, reduced) = (compared.Sum(c => (long)c.Full), compared.Sum(c => (long)c.Reduced));
        TestContext.Out.WriteLine(FormattableString.Invariant($"{full} states, reduced {reduced}: {(double)full / reduced:F2} x fewer; most {compared.Max(c => (double)c.Full / c.Reduced):F2} x"));
        Assert.Multiple(() =>
        {
            Assert.That(compared.Where(c => c.Wrong is not null).Select(c => c.Wrong), Is.Empty);
            Assert.That(compared.Where(c => c.Reduced > c.Full), Is.Empty, "never more states");
            Assert.That(reduced, Is.LessThan(full));
        });
    }

    [Test]
    public void ALocalStep_IsTakenAlone()
    {
        var declared = Explorer.Explore(Toy.Square().Local(0, "T"), Toy.Scenario(), new ExplorationOptions { Reduction = Reduction.On });
        Assert.That((declared.IsReduced, declared.ReducedStates), Is.EqualTo((true, 1)));
    }

    [Test]
    public void ACycleOfLocalSteps_DoesNotPutOthersOff()
    {
        var system = new ToySystem("T", "a").Step(0, 1, "T").Step(1, 0, "T").Step(0, 2, "a").Step(1, 3, "a").Step(2, 3, "T").Step(3, 2, "T");
        foreach (var state in new[] { 0, 1, 2, 3 })
        {
            system.Local(state, "T");
        }

        var result = Explorer.Explore(system.Breach(3, "STOP-13", "x"), Toy.Scenario(), new ExplorationOptions { Reduction = Reduction.On });
        Assert.That(result.Findings.Select(f => f.Guarantee), Is.EqualTo(new[] { "STOP-13" }), "the step of a is taken somewhere round the cycle");
    }

    [Test]
    public void Auto_ReducesOnlyBeyondItsBound()
    {
        var small = Explorer.Explore(Toy.Square(), Toy.Scenario(), new ExplorationOptions { Reduction = Reduction.Auto });
        var large = Explorer.Explore(Toy.Square(), Toy.Scenario(), new ExplorationOptions { Reduction = Reduction.Auto, FullStates = 3 });
        Assert.Multiple(() =>
        {
            Assert.That((small.IsReduced, small.IsComplete), Is.EqualTo((false, true)));
            Assert.That((large.IsReduced, large.IsComplete), Is.EqualTo((true, true)));
        });
    }

    private static (string? Wrong, int Full, int Reduced) Compare(Scenario scenario, UtraceModel system)
    {
        var full = Explorer.Explore(system, scenario);
        var reduced = Explorer.Explore(system, scenario, new ExplorationOptions { Reduction = Reduction.On });
        var wrong = !string.Equals(OutcomeText.Digest(full.Outcomes!), OutcomeText.Digest(reduced.Outcomes!), StringComparison.Ordinal) ? "outcomes differ"
            : !Findings(full).SequenceEqual(Findings(reduced), StringComparer.Ordinal) ? "findings differ: " + string.Join("; ", Findings(full)) + " / " + string.Join("; ", Findings(reduced))
            : !full.FiredRules.SequenceEqual(reduced.FiredRules) ? "rules differ"
            : !full.Unfinished.Select(u => (u.Context, u.What)).SequenceEqual(reduced.Unfinished.Select(u => (u.Context, u.What))) ? "unfinished notes differ"
            : null;
        return (wrong is null ? null : $"{scenario.Id}: {wrong}", full.States, reduced.States);
    }

    private static IEnumerable<string> Findings(ExplorationResult result) =>
        result.Findings.Select(f => $"{f.Kind} {f.Guarantee} {f.Source} {f.What}").Order(StringComparer.Ordinal);
}
