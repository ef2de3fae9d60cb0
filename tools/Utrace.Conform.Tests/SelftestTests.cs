using System.Text.Json.Nodes;

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
    public void Selftest_Json_IsFourNumbers() =>
        Assert.That(Run("selftest", "--fault", "lost-resume", "--json").Out, Is.EqualTo("""{"faults":1,"killed":1,"blamedRight":1,"falseAlarms":0}"""));

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
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.Contain("\nSTOP-12 ").And.Not.Contain("\nSTOP-13 "));
            Assert.That(result.Out.Split('\n')[^1], Does.StartWith("coverage: 263 guarantees (161 in tier 1), 3 named by a scenario, "));
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
