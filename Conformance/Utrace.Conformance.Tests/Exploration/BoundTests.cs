using Utrace.Conformance.Exploration;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Reference;

namespace Utrace.Conformance.Tests.Exploration;

/// <summary>What counts against the bound on memory.</summary>
public sealed class BoundTests
{
    [Test]
    public void TheWordPerStateOfLiveness_CountsAgainstTheBound()
    {
        var scenario = BundledScenarios.All.First(s => s.Id.StartsWith("resume/lost-resume", StringComparison.Ordinal));
        var whole = new ModelGraph(UtraceModel.Create(scenario));
        Build(whole, long.MaxValue);
        var liveness = LivenessPhase.BytesOf(whole.States);
        Assert.Multiple(() =>
        {
            Assert.That(liveness, Is.EqualTo(8L * whole.States));
            Assert.That(Build(new ModelGraph(UtraceModel.Create(scenario)), whole.Bytes + liveness).Cut, Is.EqualTo(ExplorationCut.None), "room for both");
            Assert.That(Build(new ModelGraph(UtraceModel.Create(scenario)), whole.Bytes + (liveness / 2)).Cut, Is.EqualTo(ExplorationCut.Bytes), "room for the graph alone");
        });
    }

    private static ModelGraph Build(ModelGraph graph, long bytes)
    {
        graph.Build(new ExplorationOptions { MaxBytes = bytes }, reduce: false, null, (_, _) => { }, null, CancellationToken.None);
        return graph;
    }
}
