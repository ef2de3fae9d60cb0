namespace Utrace.Conformance.Exploration.Search;

/// <summary>Who watches a search. A struct, so that the search is compiled for it; called in the order of a search by one worker, whatever their number.</summary>
/// <typeparam name="TStore">The store of the search.</typeparam>
public interface ISearchSink<TStore>
    where TStore : struct, IStateStore
{
    /// <summary>The memory it holds, in bytes; counts against the bound.</summary>
    long Bytes { get; }

    /// <summary>Whether the order of this step among those of other contexts matters to what is asked; then a reduced search takes the others as well.</summary>
    bool IsVisible(SearchBatch batch, int candidate);

    /// <summary>A step; a new state's number is the highest so far.</summary>
    void Edge(int state, SearchBatch batch, int candidate, int target, bool added);

    /// <summary>All steps of a state are known; false ends the search.</summary>
    bool Expanded(in TStore store, int state, int successors);
}
