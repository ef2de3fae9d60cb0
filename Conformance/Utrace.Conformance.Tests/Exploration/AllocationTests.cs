using Utrace.Conformance.Exploration;
using Utrace.Conformance.Exploration.Search;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Reference;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Exploration;

/// <summary>A search allocates for what it keeps, never per successor.</summary>
public sealed class AllocationTests
{
    /// <summary>What one search may allocate whatever its size: a closure, an enumerator.</summary>
    private const long PerSearch = 4096;

    /// <summary>Bytes per transition of the product at its first sight: its stores, which double, and the histories that it keeps. 128 measured.</summary>
    private const double PerTransitionWithHistories = 160;

    private static IEnumerable<Scenario> Large =>
        BundledScenarios.All.Where(s => s.Id.StartsWith("race/", StringComparison.Ordinal) || s.Id.StartsWith("pairs/pass-held-two", StringComparison.Ordinal));

    [TestCase(false)]
    [TestCase(true)]
    public void Search_OverStatesThatAreKnown_AllocatesNothing(bool reduce)
    {
        var transitions = 0L;
        var wrong = new List<string>();
        foreach (var scenario in Large)
        {
            var system = UtraceModel.Create(scenario);
            var labels = new LabelTable(system);
            var search = new BreadthFirst<ModelSpace, ByteStore, LookingSink>(new ByteStore(new StateStore(system.StateSize)), () => new SearchBatch(system.StateSize));
            var options = new SearchOptions { Reduce = reduce };
            search.Begin(new ModelSpace(system), new LookingSink(system, labels));
            search.Run(options);

            // Everything is in its store now, and once more for the batches, which are full from the start now: what the same search allocates again, it allocates per step.
            search.Begin(new ModelSpace(system), new LookingSink(system, labels));
            search.Run(options);
            search.Begin(new ModelSpace(system), new LookingSink(system, labels));
            var before = GC.GetAllocatedBytesForCurrentThread();
            search.Run(options);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            transitions += search.Transitions;
            if (bytes > PerSearch)
            {
                wrong.Add(FormattableString.Invariant($"{scenario.Id}: {bytes} bytes in {search.Transitions} steps, {(double)bytes / search.Transitions:F2} each"));
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(transitions, Is.GreaterThan(10_000), "enough that a byte per step shows");
        });
    }

    [Test]
    public void Product_AllocatesWhatItKeeps()
    {
        var (bytes, transitions) = (0L, 0L);
        var wrong = new List<string>();
        foreach (var scenario in Large)
        {
            var system = UtraceModel.Create(scenario);
            var graph = new ModelGraph(system);
            graph.Build(ExplorationOptions.Default, reduce: false, null, (_, _) => { }, null, CancellationToken.None);
            var product = new ProductPhase(system, scenario, graph, ExplorationOptions.Default);
            var before = GC.GetAllocatedBytesForCurrentThread();
            product.Run(null, CancellationToken.None);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            transitions += product.Transitions;

            // Twice more over pairs that are known: a store that is just full still grows once.
            product.Run(null, CancellationToken.None);
            before = GC.GetAllocatedBytesForCurrentThread();
            product.Run(null, CancellationToken.None);
            var again = GC.GetAllocatedBytesForCurrentThread() - before;
            if (again > PerSearch)
            {
                wrong.Add(FormattableString.Invariant($"{scenario.Id}: {again} bytes in {product.Transitions} steps"));
            }
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{bytes} bytes, {transitions} transitions: {(double)bytes / transitions:F1} each"));
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That((double)bytes / transitions, Is.LessThan(PerTransitionWithHistories));
        });
    }

    /// <summary>Asks of every state and line what the phases ask.</summary>
    private struct LookingSink(ITransitionSystem system, LabelTable labels) : ISearchSink<ByteStore>
    {
        private ulong _seen;

        public readonly long Bytes => 0;

        public readonly bool IsVisible(SearchBatch batch, int candidate) => false;

        public void Edge(int state, SearchBatch batch, int candidate, int target, bool added) =>
            _seen ^= (ulong)labels.IdOf(batch.Successors!.Transition(candidate).Label);

        public bool Expanded(in ByteStore store, int state, int successors)
        {
            _seen ^= system.Unheld(store[state]);
            return system.CheckInvariants(store[state], successors == 0) is null && system.IsQuiescent(store[state]) == (successors == 0);
        }
    }
}
