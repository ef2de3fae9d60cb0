namespace Utrace.Conformance.Exploration.Search;

/// <summary>The explorer over a system whose state is one word. Its memory is kept from run to run. Not thread-safe.</summary>
/// <typeparam name="TSystem">The system.</typeparam>
public sealed class PackedSearch<TSystem>
    where TSystem : struct, IPackedSystem
{
    private BreadthFirst<PackedSpace<TSystem>, PackedStore, PackedSink<TSystem>>? _search;

    /// <summary>Searches from the initial state on.</summary>
    public PackedResult Run(TSystem system, SearchOptions? options = null)
    {
        options ??= SearchOptions.Default;
        _search ??= new(new PackedStore(), static () => new SearchBatch());
        _search.Store.Clear();
        _search.Begin(new PackedSpace<TSystem>(system), new PackedSink<TSystem>(system, options.StopAtBroken));
        _search.Run(options);
        return new PackedResult(
            _search.Store.Count, _search.Transitions, _search.Depth, _search.Sink.Broken, _search.Reduced, _search.Bytes, _search.Cut);
    }

    /// <summary>The state of that number in the last run.</summary>
    public ulong State(int number) => _search!.Store[number];

    /// <summary>The states of a shortest way (shortest unless the run was reduced) from the initial one to this, both included.</summary>
    public IReadOnlyList<ulong> WayTo(int number)
    {
        var way = new List<ulong>();
        for (; number >= 0; number = _search!.Parent(number))
        {
            way.Add(State(number));
        }

        way.Reverse();
        return way;
    }
}

/// <summary>What a packed search found.</summary>
/// <param name="States">States.</param>
/// <param name="Transitions">Steps between them.</param>
/// <param name="Depth">Steps to the farthest.</param>
/// <param name="Broken">The number of the first state that breaks the invariant; -1 if none does.</param>
/// <param name="Reduced">States expanded by one context alone.</param>
/// <param name="Bytes">Memory of states and parents.</param>
/// <param name="Cut">Whether a bound ended the search.</param>
public sealed record PackedResult(int States, long Transitions, int Depth, int Broken, int Reduced, long Bytes, ExplorationCut Cut);
