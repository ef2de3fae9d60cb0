using Utrace.Conformance.Exploration;
using Utrace.Conformance.Oracle;
using Utrace.Reference;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>Explorer, oracle and model agree on every scenario of the tree.</summary>
public sealed class SelfCheckTests
{
    private const int Walks = 10;

    private static IEnumerable<TestCaseData> Scenarios() =>
        BundledScenarios.All.Select(s => new TestCaseData(s).SetArgDisplayNames(s.Id));

    [Test]
    public void Scenarios_AreThere() => Assert.That(BundledScenarios.All, Is.Not.Empty);

    [TestCaseSource(nameof(Scenarios))]
    public void Walks_AreAcceptedAndTheirOutcomesExplored(Scenario scenario)
    {
        var system = UtraceModel.Create(scenario);
        var explored = Explorer.Explore(system, scenario);
        var oracle = new LogOracle(system);
        Assert.That(explored.IsComplete, Is.True, "explored completely");
        Assert.That(explored.Outcomes!.Count, Is.GreaterThan(0));
        for (var seed = 0; seed < Walks; seed++)
        {
            var log = RandomWalk.Log(system, seed);
            var judgement = oracle.Judge(log);
            Assert.Multiple(() =>
            {
                Assert.That(judgement.Rejection is null ? "" : RejectionText.Of(judgement.Rejection), Is.Empty, $"seed {seed}\n{string.Join('\n', (IEnumerable<LogEvent>)log)}");
                Assert.That((judgement.Kind, judgement.Consumed), Is.EqualTo((JudgementKind.Accepted, log.Length)), $"seed {seed}");
                Assert.That(explored.Outcomes.Contains(Outcome.Of(scenario, log)), Is.True, $"seed {seed}: its outcome is among those explored");
                Assert.That(oracle.FiredRules(log), Is.Not.Empty.And.SubsetOf(explored.FiredRules), $"seed {seed}");
            });
        }
    }
}
