namespace Utrace.Conformance.Exploration.Search;

/// <summary>Checks the invariant of a packed system in every state.</summary>
/// <typeparam name="TSystem">The system.</typeparam>
internal struct PackedSink<TSystem>(TSystem system, bool stopAtBroken) : ISearchSink<PackedStore>
    where TSystem : struct, IPackedSystem
{
    private readonly TSystem _system = system;

    /// <summary>The first state in breadth-first order that breaks the invariant; -1 if none does.</summary>
    public int Broken { get; private set; } = -1;

    public readonly long Bytes => 0;

    public readonly bool IsVisible(SearchBatch batch, int candidate) => false;

    public readonly void Edge(int state, SearchBatch batch, int candidate, int target, bool added)
    {
    }

    public bool Expanded(in PackedStore store, int state, int successors)
    {
        if (!_system.IsBroken(store[state]) || Broken >= 0)
        {
            return true;
        }

        Broken = state;
        return !stopAtBroken;
    }
}
