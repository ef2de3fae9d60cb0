using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Tests.Toys;
using Utrace.Reference;

namespace Utrace.Conformance.Tests.Exploration;

/// <summary>What reduction relies on: in every reachable state of every scenario, a step declared local commutes with every step of others, and they leave it local.</summary>
public sealed class LocalityTests
{
    [TestCase(Profile.Normative)]
    [TestCase(Profile.Rhel6)]
    [TestCase(Profile.Upstream201010)]
    public void LocalSteps_CommuteWithEveryOtherStep_InEveryReachableState(Profile profile)
    {
        var wrong = BundledScenarios.All.AsParallel().AsOrdered()
            .Select(s => (s.Id, Wrong: new DiamondCheck(UtraceModel.Create(s, profile)).Run()))
            .Where(r => r.Wrong is not null).Select(r => $"{r.Id}: {r.Wrong}").ToArray();
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("T4", "the other step is disabled or shows something else", TestName = "{m}(the mark before a callback)")]
    [TestCase("T5", "the other step is disabled or shows something else", TestName = "{m}(the second look at the mask)")]
    [TestCase("P7", "the other step is disabled or shows something else", TestName = "{m}(the mark goes)")]
    [TestCase("S5", "it is not local any more, or has other alternatives", TestName = "{m}(a thread stops)")]
    [TestCase("B4", "it is not local any more, or has other alternatives", TestName = "{m}(a barrier waits)")]
    [TestCase("C8", "the other step is disabled or shows something else", TestName = "{m}(RESUME)")]
    public void AStepOfTheModel_WronglyDeclaredLocal_IsFound(string step, string why)
    {
        var scenario = BundledScenarios.All.First(s => s.Id.StartsWith("resume/lost-resume", StringComparison.Ordinal));
        var model = UtraceModel.Create(scenario);
        var declared = new DeclaredLocal(model, step);
        var wrong = new DiamondCheck(declared).Run();
        Assert.Multiple(() =>
        {
            Assert.That(new DiamondCheck(model).Run(), Is.Null, "the model itself declares none of them");
            Assert.That(declared.Lies, Is.GreaterThan(0), "the step is taken, and the model does not call it local");
            Assert.That(wrong, Does.Contain(why));
        });
    }

    [Test]
    public void AStepThatDoesNotCommute_IsFound()
    {
        var system = new ToySystem("T", "a").Step(0, 1, "T").Step(0, 2, "a").Step(1, 3, "a").Step(2, 4, "T").Local(0, "T").Local(2, "T");
        Assert.That(new DiamondCheck(system).Run(), Does.Contain("in another state"));
    }

    [Test]
    public void AStepThatOthersDisable_IsFound()
    {
        var system = new ToySystem("T", "a").Step(0, 1, "T").Step(0, 2, "a").Step(1, 3, "a").Local(0, "T");
        Assert.That(new DiamondCheck(system).Run(), Does.Contain("is not local any more"));
    }
}
