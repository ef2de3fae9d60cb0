using Utrace.Spec.Guarantees;

namespace Utrace.Reference.Tests;

public sealed class RuleBookTests
{
    /// <summary>Guarantees of tier 1 that no rule upholds, each with the reason.</summary>
    private static readonly Dictionary<string, string> NoRule = new(StringComparer.Ordinal)
    {
        ["DEATH-09"] = "the arguments of report_death are not in the log",
    };

    [Test]
    public void Of_EveryRule_HasAStepAndAPhrase()
    {
        foreach (var rule in RuleBook.All)
        {
            var info = RuleBook.Of(rule);
            Assert.That(info, Is.Not.Null, $"{rule} is not in the rule book");
            Assert.That(info.Step, Is.Not.Empty, rule.ToString());
            Assert.That(info.What, Is.Not.Empty, rule.ToString());
        }
    }

    [Test]
    public void Of_EveryRule_NamesGuaranteesOfTheCatalogue()
    {
        var known = GuaranteeCatalogue.All.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        Assert.That(RuleBook.All.SelectMany(r => RuleBook.Of(r).Guarantees).Where(id => !known.Contains(id)), Is.Empty);
    }

    [Test]
    public void All_TierOne_IsUpheldByARuleOrHasAReason()
    {
        var upheld = RuleBook.All.SelectMany(r => RuleBook.Of(r).Guarantees).ToHashSet(StringComparer.Ordinal);
        var missing = GuaranteeCatalogue.All.Where(g => g.Tier is GuaranteeTier.Core && !upheld.Contains(g.Id)).Select(g => g.Id).Order(StringComparer.Ordinal);
        Assert.That(string.Join(' ', missing), Is.EqualTo(string.Join(' ', NoRule.Keys.Order(StringComparer.Ordinal))));
    }
}
