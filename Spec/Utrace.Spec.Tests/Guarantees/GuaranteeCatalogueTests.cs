using System.Text.RegularExpressions;
using Utrace.Spec.Guarantees;

namespace Utrace.Spec.Tests.Guarantees;

public sealed partial class GuaranteeCatalogueTests
{
    [Test]
    public void All_HasEveryGuaranteeOnce()
    {
        var ids = GuaranteeCatalogue.All.Select(g => g.Id).ToList();

        Assert.That(ids, Has.Count.EqualTo(263));
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void All_HasTheTiersOfTheCore()
    {
        var counts = GuaranteeCatalogue.All.GroupBy(g => g.Tier).ToDictionary(g => g.Key, g => g.Count());

        Assert.That(counts[GuaranteeTier.Core], Is.EqualTo(161));
        Assert.That(counts[GuaranteeTier.Signal], Is.EqualTo(23));
        Assert.That(counts[GuaranteeTier.Proposed], Is.EqualTo(8));
        Assert.That(counts[GuaranteeTier.Activity], Is.EqualTo(263 - 161 - 23 - 8));
    }

    [Test]
    public void All_IsOrderedByChapterAndNumber()
    {
        Assert.That(GuaranteeCatalogue.Areas.Select(a => a.Chapter), Is.EqualTo(Enumerable.Range(1, 24)));
        foreach (var area in GuaranteeCatalogue.Areas)
        {
            Assert.That(
                area.Guarantees.Select(g => g.Id),
                Is.EqualTo(Enumerable.Range(1, area.Guarantees.Length).Select(n => $"{area.Name}-{n:00}")),
                area.Name);
        }
    }

    [TestCaseSource(nameof(Areas))]
    public void Area_EveryGuaranteeIsCompleteAndItsReferencesResolve(string area)
    {
        foreach (var guarantee in GuaranteeCatalogue.ByArea(area))
        {
            Assert.That(guarantee.Id, Does.Match(IdGrammar()));
            Assert.That(guarantee.Area, Is.EqualTo(area));
            Assert.That(guarantee.Statement, Has.Length.GreaterThan(20), guarantee.Id);
            Assert.That(guarantee.Source, Is.Not.Empty, guarantee.Id);
            Assert.That(guarantee.Check, Is.Not.Empty, guarantee.Id);
            Assert.That(guarantee.See, Has.No.Member(guarantee.Id));
            Assert.That(guarantee.See.Where(id => GuaranteeCatalogue.Find(id) is null), Is.Empty, guarantee.Id);
            Assert.That(MentionedIds(guarantee).Except(guarantee.See, StringComparer.Ordinal), Is.Empty, $"{guarantee.Id} names guarantees that its 'see' lacks");
        }
    }

    [Test]
    public void All_NoTextNamesAnIdeaOrAFaultByNumber()
    {
        var numbered = GuaranteeCatalogue.All.Where(g => NumberedIdea().IsMatch($"{g.Statement} {g.Open} {g.Check} {g.Versions}"));

        Assert.That(numbered, Is.Empty);
    }

    [Test]
    public void Rulings_HasEveryRulingAndEachBearsOnAGuarantee()
    {
        Assert.That(GuaranteeCatalogue.Rulings.Select(r => r.Id), Is.EqualTo(Enumerable.Range(1, 20).Select(n => $"Z-{n:00}")));
        foreach (var ruling in GuaranteeCatalogue.Rulings)
        {
            Assert.That(ruling.Disagreement, Is.Not.Empty, ruling.Id);
            Assert.That(ruling.Decision, Is.Not.Empty, ruling.Id);
            Assert.That(ruling.Affects, Is.Not.Empty, ruling.Id);
            Assert.That(ruling.Affects.Where(id => GuaranteeCatalogue.Find(id) is null), Is.Empty, ruling.Id);
            Assert.That(
                Id().Matches($"{ruling.Disagreement} {ruling.Decision}").Select(m => m.Value).Where(id => GuaranteeCatalogue.Find(id) is null),
                Is.Empty,
                ruling.Id);
        }
    }

    [Test]
    public void RulingsOn_AGuaranteeWithARuling_GivesIt()
    {
        Assert.That(GuaranteeCatalogue.RulingsOn("BARRIER-11").Select(r => r.Id), Is.EqualTo(new[] { "Z-03" }));
        Assert.That(GuaranteeCatalogue.RulingsOn("ATTACH-01"), Is.Empty);
    }

    [Test]
    public void Find_KnowsOneByItsId()
    {
        var guarantee = GuaranteeCatalogue.Find("RESUME-03");

        Assert.That(guarantee, Is.Not.Null);
        Assert.That(guarantee!.Level, Is.EqualTo(GuaranteeLevel.Must));
        Assert.That(guarantee.Racy, Is.EqualTo(Racy.Window));
        Assert.That(guarantee.Statement, Does.StartWith("If barrier returned 0 after a callback that returned STOP"));
        Assert.That(GuaranteeCatalogue.Find("CLONE-06")!.Since, Is.EqualTo(20091216));
    }

    [Test]
    public void Find_UnknownId_Null() => Assert.That(GuaranteeCatalogue.Find("BARRIER-99"), Is.Null);

    [TestCase("BARIER-02", "BARRIER-02")]
    [TestCase("resume-03", "RESUME-03")]
    [TestCase("colour", null)]
    public void Nearest_WrongId_TheOneThatWasMeant(string wrong, string? meant) =>
        Assert.That(GuaranteeCatalogue.Nearest(wrong), Is.EqualTo(meant));

    private static IEnumerable<string> Areas() => GuaranteeCatalogue.Areas.Select(a => a.Name);

    private static IEnumerable<string> MentionedIds(Guarantee g) =>
        Id().Matches($"{g.Statement} {g.Open} {g.Check} {g.Versions}").Select(m => m.Value).Where(id => !string.Equals(id, g.Id, StringComparison.Ordinal));

    [GeneratedRegex("^[A-Z]+-[0-9]{2}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IdGrammar();

    [GeneratedRegex(@"\b[A-Z]{3,}-[0-9]+\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex(@"\b[SM][0-9]{2,3}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NumberedIdea();
}
