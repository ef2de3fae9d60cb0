using Utrace.Conformance.Coverage;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Coverage;

/// <summary>What tries each guarantee, and what is said of those that nothing tries.</summary>
public sealed class CoverageRunTests
{
    private static readonly Scenario Tries = BundledScenarios.All.First(s => s.Guarantees.Contains("STOP-01", StringComparer.Ordinal));

    [Test]
    public void Bundled_EveryGuaranteeHasAScenarioOrAReason() =>
        Assert.That(CoverageRun.DefectsOf(GuaranteeCatalogue.All, BundledScenarios.All), Is.Empty);

    [Test]
    public void Bundled_ReasonsAreFewAndInSentences()
    {
        var reasons = GuaranteeCatalogue.All.Where(g => g.Untested is not null).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reasons, Has.Count.LessThanOrEqualTo(263 - 245));
            Assert.That(reasons.Where(g => g.Untested!.Length < 60 || g.Untested[^1] != '.'), Is.Empty);
        }
    }

    [Test]
    public void Bundled_AlmostEveryGuaranteeIsUpheldByARuleThatFires()
    {
        var models = ModelCache.Normative();
        var small = BundledScenarios.All.Where(s => !s.Id.StartsWith("pairs/", StringComparison.Ordinal)).ToList();
        Assert.That(CoverageRun.Of(GuaranteeCatalogue.All, small, models, null).Summary.WithRuleFired, Is.AtLeast(235));
    }

    [Test]
    public void Of_AFault_CountsWhatItBreaksAndIsBlamedOnEveryTime()
    {
        Kill[] kills =
        [
            new("a", VerdictKind.Violation, "T1", ["STOP-01", "KILL-01"], Right: true, null),
            new("b", VerdictKind.Violation, "T1", ["STOP-03"], Right: true, null) { IsRaced = true },
        ];
        var selftest = new SelftestResult([new("fault", "It is wrong.", ["STOP-01", "STOP-02", "STOP-03"], [.. kills], 2)], [], 0, Complete: true);
        var rows = CoverageRun.Of([Of("STOP-01", null), Of("STOP-02", null), Of("STOP-03", null), Of("KILL-01", null)], [Tries], ModelCache.Normative(), selftest);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Summary.WithFaultKilled, Is.EqualTo(1));
            Assert.That(rows.Rows.Where(r => !r.Faults.IsEmpty).Select(r => r.Guarantee), Is.EqualTo(new[] { "STOP-01" }));
        }
    }

    [Test]
    public void DefectsOf_NeitherScenarioNorReason_SaysWhatToDo()
    {
        var defect = CoverageRun.DefectsOf([Of("STEP-99", null)], [Tries]).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(defect.ToString(), Is.EqualTo("STEP-99: no scenario names it, and nothing says why none can"));
            Assert.That(defect.Do, Is.EqualTo("write a scenario that names it, or say why none can as 'untested' in Spec/Utrace.Spec/Guarantees/Data/STEP.yaml"));
        }
    }

    [Test]
    public void DefectsOf_ReasonAlthoughAScenarioTriesIt_NamesTheScenario()
    {
        var defect = CoverageRun.DefectsOf([Of("STOP-01", "Nobody can see it.")], [Tries]).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(defect.ToString(), Is.EqualTo($"STOP-01: it says that no scenario can try it, and {Tries.Id} does"));
            Assert.That(defect.Do, Is.EqualTo("take 'untested' out of Spec/Utrace.Spec/Guarantees/Data/STOP.yaml, or STOP-01 out of the scenario's guarantees"));
        }
    }

    [Test]
    public void DefectsOf_OneOfBoth_IsRight() =>
        Assert.That(CoverageRun.DefectsOf([Of("STOP-01", null), Of("STEP-99", "Nobody can see it.")], [Tries]), Is.Empty);

    private static Guarantee Of(string id, string? untested) =>
        GuaranteeCatalogue.Find("STOP-01")! with { Id = id, Area = id.Split('-')[0], Untested = untested };
}
