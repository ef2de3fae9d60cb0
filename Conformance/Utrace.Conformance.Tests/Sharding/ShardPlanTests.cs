using System.Globalization;
using System.Text.RegularExpressions;
using Utrace.Conformance.Families;
using Utrace.Conformance.Sharding;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Spec.Scenarios;
using Utrace.Spec.Tests;

namespace Utrace.Conformance.Tests.Sharding;

public sealed class ShardPlanTests
{
    [TestCase("1/1", 1, 1)]
    [TestCase("3/8", 3, 8)]
    public void Parse_AShard_IsReadBack(string text, int index, int count)
    {
        Assert.That(Shard.Parse(text), Is.EqualTo(new Shard(index, count)));
        Assert.That(Shard.Parse(text).ToString(), Is.EqualTo(text));
    }

    [TestCase("0/4")]
    [TestCase("5/4")]
    [TestCase("1/0")]
    [TestCase("1")]
    [TestCase("1/2/3")]
    [TestCase("-1/2")]
    [TestCase("1/10001")]
    public void Parse_SomethingElse_IsNull(string text) => Assert.That(Shard.Parse(text), Is.Null);

    [TestCase(1, 10_000)]
    [TestCase(3, 10_000)]
    [TestCase(8, 10_000)]
    [TestCase(60, 50)]
    public void Shards_TogetherAreThePlan_EachCaseOnce(int count, int mostCases)
    {
        IReadOnlyList<Scenario> all = [.. BundledScenarios.All.Take(mostCases)];
        var places = Enumerable.Range(1, count).SelectMany(i => ShardPlan.Of(all, new Shard(i, count))).ToList();
        Assert.That(places.Order(), Is.EqualTo(Enumerable.Range(0, all.Count)));
    }

    [Test]
    public void Shard_DoesNotDependOnTheOrderOfCases()
    {
        IReadOnlyList<Scenario> all = BundledScenarios.All, reversed = [.. all.Reverse()];
        var shard = new Shard(2, 5);
        Assert.That(
            ShardPlan.Of(reversed, shard).Select(i => reversed[i].Id).Order(StringComparer.Ordinal),
            Is.EqualTo(ShardPlan.Of(all, shard).Select(i => all[i].Id).Order(StringComparer.Ordinal)));
    }

    /// <summary>Measured by the states that the verified snapshots give, which the estimate does not know.</summary>
    [TestCase(2)]
    [TestCase(4)]
    [TestCase(16)]
    public void Shards_OfTheBundledCases_AreAboutEqual(int count)
    {
        IReadOnlyList<Scenario> all = BundledScenarios.All;
        var states = States();
        var known = all.Where(s => states.ContainsKey(s.Id)).ToList();
        Assert.That(known, Has.Count.GreaterThan(all.Count * 9 / 10));
        var loads = Enumerable.Range(1, count).Select(i => ShardPlan.Of(known, new Shard(i, count)).Sum(p => states[known[p].Id])).ToList();
        TestContext.Out.WriteLine($"{count}: max/mean {loads.Max() / loads.Average():F2}, min/mean {loads.Min() / loads.Average():F2}, heaviest case/mean {known.Max(k => states[k.Id]) / loads.Average():F2}");
        Assert.That(loads.Max() / loads.Average(), Is.LessThan(1.2));
    }

    private static Dictionary<string, double> States()
    {
        var states = new Dictionary<string, double>(StringComparer.Ordinal);
        var folder = Fixtures.Scenarios;
        foreach (var family in Family.Of(BundledScenarios.All))
        {
            foreach (var name in family.Snapshots.Where(n => File.Exists(Path.Combine(folder, n + ".verified.txt"))))
            {
                var text = File.ReadAllText(Path.Combine(folder, name + ".verified.txt"));
                if (family.HasOneSnapshot)
                {
                    foreach (Match line in Regex.Matches(text, @"^(?<case>.+): (?<states>[0-9]+) states", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
                    {
                        states[$"{family.Id}@{line.Groups["case"].Value.Replace(" x ", "+", StringComparison.Ordinal)}"] = Number(line.Groups["states"].Value);
                    }
                }
                else if (Regex.Match(text, "^states: (?<states>[0-9]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)) is { Success: true } own)
                {
                    states[name] = Number(own.Groups["states"].Value);
                }
            }
        }

        return states;
    }

    private static double Number(string digits) => double.Parse(digits, CultureInfo.InvariantCulture);
}
