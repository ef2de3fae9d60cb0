using Utrace.Conformance.Families;
using Utrace.Conformance.Replaying;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Reference;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Replaying;

public sealed class ScenarioCutTests
{
    [Test]
    public void EveryPartOfEveryBundledScenario_CanBeLeftOut()
    {
        foreach (var scenario in Family.Of(BundledScenarios.All).SelectMany(f => f.HasOneSnapshot ? f.Cases.Take(1) : f.Cases))
        {
            foreach (var part in ScenarioCut.PartsOf(scenario))
            {
                Assert.That(() => UtraceModel.Create(ScenarioCut.Without(scenario, [part])!), Throws.Nothing, $"{scenario.Id} without {part}");
            }
        }
    }

    [Test]
    public void AnEngine_GoesWithEveryStepThatNamesIt()
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, "resume/lost-resume@RESUME+entry", StringComparison.Ordinal));
        var cut = ScenarioCut.Without(scenario, ["F"])!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cut.Engines.Select(e => e.Name), Is.EqualTo(new[] { "E" }));
            Assert.That(cut.Actors.SelectMany(a => a.Script).OfType<CallStep>().Select(s => s.Call.Engine), Has.None.EqualTo("F"));
            Assert.That(cut.Actors[0].Script, Has.Length.LessThan(scenario.Actors[0].Script.Length));
        }
    }

    [Test]
    public void Numbers_AreThoseOfTheWholeScenario()
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, "resume/lost-resume@RESUME+entry", StringComparison.Ordinal));
        var script = scenario.Actors[0].Script;
        Assert.That(ScenarioCut.Without(scenario, ["D.1", "D.3"])!.Actors[0].Script, Is.EqualTo(script.RemoveAt(2).RemoveAt(0)));
    }

    [Test]
    public void APartThatIsNotThere_GivesNothing() =>
        Assert.That(ScenarioCut.Without(BundledScenarios.All[0], ["no-such-part"]), Is.Null);
}
