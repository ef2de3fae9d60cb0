using Utrace.Conformance.Exploration;
using Utrace.Conformance.Families;
using Utrace.Conformance.Oracle;
using Utrace.Reference;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>Explorer, oracle and model agree on every scenario of the tree.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class SelfCheckTests
{
    private const int Walks = 10;
    private const int WalksOfALargeFamilysCase = 2;

    private static IEnumerable<TestCaseData> Batches() =>
        BundledScenarios.Batches.Select(b => new TestCaseData(b).SetArgDisplayNames(b.Id));

    [Test]
    public void Scenarios_AreThere() => Assert.That(BundledScenarios.All, Is.Not.Empty);

    [TestCaseSource(nameof(Batches))]
    public void Walks_AreAcceptedAndTheirOutcomesExplored(Family batch)
    {
        foreach (var scenario in batch.Cases)
        {
            Check(scenario, batch.HasOneSnapshot ? WalksOfALargeFamilysCase : Walks);
        }
    }

    private static void Check(Scenario scenario, int walks)
    {
        var system = UtraceModel.Create(scenario);
        var explored = Explorer.Explore(system, scenario);
        var oracle = new LogOracle(system);
        Assert.That(explored.IsComplete, Is.True, $"{scenario.Id} is explored completely");
        Assert.That(explored.Outcomes!.Count, Is.GreaterThan(0), scenario.Id);
        for (var seed = 0; seed < walks; seed++)
        {
            var log = RandomWalk.Log(system, seed);
            var judgement = oracle.Judge(log);
            var what = $"{scenario.Id}, seed {seed}";
            Assert.Multiple(() =>
            {
                Assert.That(judgement.Rejection is null ? "" : RejectionText.Of(judgement.Rejection), Is.Empty, $"{what}\n{string.Join('\n', (IEnumerable<LogEvent>)log)}");
                Assert.That((judgement.Kind, judgement.Consumed), Is.EqualTo((JudgementKind.Accepted, log.Length)), what);
                Assert.That(explored.Outcomes.Contains(Outcome.Of(scenario, log)), Is.True, $"{what}: its outcome is among those explored");
                Assert.That(oracle.FiredRules(log), Is.Not.Empty.And.SubsetOf(explored.FiredRules), what);
            });
        }
    }
}
