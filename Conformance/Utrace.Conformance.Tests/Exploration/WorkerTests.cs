using Utrace.Conformance.Exploration;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Tests.Toys;
using Utrace.Reference;

namespace Utrace.Conformance.Tests.Exploration;

public sealed class WorkerTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void TwoWorkers_SameNumbersParentsEdges(bool reduce)
    {
        var largest = BundledScenarios.All.Where(s => !s.Id.StartsWith("pairs/", StringComparison.Ordinal))
            .Select(s => (Scenario: s, System: UtraceModel.Create(s))).MaxBy(s => Graph(s.System, reduce, workers: 1).States);
        var one = Graph(largest.System, reduce, workers: 1);
        var two = Graph(largest.System, reduce, workers: 2);
        Assert.That((two.States, two.Transitions, two.Depth, two.Reduced), Is.EqualTo((one.States, one.Transitions, one.Depth, one.Reduced)));
        for (var state = 0; state < one.States; state++)
        {
            Assert.That(two.State(state).SequenceEqual(one.State(state)), Is.True, $"state {state}");
            Assert.That(two.WayTo(state).TakeLast(1), Is.EqualTo(one.WayTo(state).TakeLast(1)), $"parent of {state}");
            Assert.That(two.EdgesOf(state).SequenceEqual(one.EdgesOf(state)), Is.True, $"edges of {state}");
        }
    }

    [Test]
    public void TwoWorkers_EndWhenAskedTo()
    {
        var graph = new ModelGraph(new ToySystem("T").Step(0, 1, "T"));
        var told = new ExplorationOptions { Workers = 2, HelpFrom = 1 };
        Assert.That(() => graph.Build(told, reduce: false, null, (_, _) => { }, null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static ModelGraph Graph(UtraceModel system, bool reduce, int workers)
    {
        var graph = new ModelGraph(system);
        graph.Build(new ExplorationOptions { Workers = workers, HelpFrom = 2 }, reduce, null, (_, _) => { }, null, default);
        return graph;
    }
}
