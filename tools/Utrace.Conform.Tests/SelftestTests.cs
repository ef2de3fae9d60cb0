using System.Text.Json.Nodes;
using Utrace.Spec.Guarantees;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class SelftestTests : ConformTest
{
    [Test]
    public void Selftest_FaultThatIsCaught_IsInTheMatrix()
    {
        var result = Run("selftest", "--fault", "lost-resume");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero, result.Out);
            Assert.That(result.Out, Does.Match(@"\nlost-resume +T1 +resume/after-barrier-held@RESUME .*STOP-13"));
            Assert.That(result.Out, Does.EndWith("selftest: 1 of 1 fault killed, 1 blamed right, 0 false alarms in 1 run without a fault"));
        }
    }

    [Test]
    public void Selftest_FaultThatSurvives_ComesFirst()
    {
        var result = Run("selftest", "--fault", "release-twice");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Does.StartWith("SURVIVED release-twice\n  does        "));
        }
    }

    [Test]
    public void Selftest_Json_IsFiveNumbers() =>
        Assert.That(Run("selftest", "--fault", "lost-resume", "--json").Out, Is.EqualTo("""{"faults":1,"killed":1,"blamedRight":1,"legalVariants":0,"falseAlarms":0}"""));

    [Test]
    public void Selftest_UnknownFault_NamesTheNearest()
    {
        var result = Run("selftest", "--fault", "lost-resum?");
        var unknown = Run("selftest", "--fault", "lost-rsume");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(unknown.Code, Is.EqualTo(64));
            Assert.That(unknown.Error, Does.StartWith("error: no fault matches 'lost-rsume'; did you mean 'lost-resume'?\n  where:    --fault\n"));
        }
    }

    [Test]
    public void Coverage_Untested_ListsWhatNoScenarioNames()
    {
        var result = Run("coverage", "--untested");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Out, Does.Contain("\nSTOP-12 ").And.Not.Contain("\nSTOP-13 "));
            Assert.That(result.Out, Does.Match("\nSTOP-12 +tier 2 +MUST +NO REASON: ").And.Match("\nSTOP-15 +tier 1 +SHOULD +A rule for clients: "));
            Assert.That(result.Out.Split('\n')[^1], Does.Match("^coverage: 263 guarantees \\(161 in tier 1\\), 3 named by a scenario, .*, [0-9]+ with a reason why none can try them$"));
        }
    }

    [Test]
    public void Coverage_GuaranteeWithNeitherScenarioNorReason_Fails()
    {
        var result = Run("coverage", "--untested");
        var unaccounted = 260 - GuaranteeCatalogue.All.Count(g => g.Untested is not null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.Contain(
                $"error: {unaccounted} guarantees not accounted for:\n    ATTACH-01: no scenario names it, and nothing says why none can\n").And.Contain($"    and {unaccounted - 5} more\n")
                .And.EndsWith("""
                      where:    the catalogue of guarantees
                      expected: a scenario that names each guarantee, or else a reason why none can try it
                      do:       write a scenario that names it, or say why none can as 'untested' in Spec/Utrace.Spec/Guarantees/Data/ATTACH.yaml
                    """));
        }
    }

    [Test]
    public void Coverage_UntestedJson_HasSummaryAndRows()
    {
        var json = JsonNode.Parse(Run("coverage", "--untested", "--json").Out)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)json["summary"]!["guarantees"]!, Is.EqualTo(263));
            Assert.That(json["rows"]!.AsArray(), Has.Count.EqualTo(260));
        }
    }
}
