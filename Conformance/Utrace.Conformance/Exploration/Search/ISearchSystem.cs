namespace Utrace.Conformance.Exploration.Search;

/// <summary>What is searched: successors of the members of a store. A struct, so that the search is compiled for it. Pure: two workers may ask at once.</summary>
/// <typeparam name="TStore">The store that holds its states.</typeparam>
public interface ISearchSystem<TStore>
    where TStore : struct, IStateStore
{
    /// <summary>Whether no endless run consists of local steps alone; then a reduced search needs no proviso for cycles.</summary>
    bool LocalStepsEnd { get; }

    /// <summary>Adds the initial state.</summary>
    void Initial(SearchBatch into);

    /// <summary>Adds every successor of a member.</summary>
    void Successors(in TStore store, int state, SearchBatch into);

    /// <summary>Adds the successors by one context whose next step is local, and says which; -1 where there is none, and then adds nothing.</summary>
    int LocalSuccessors(in TStore store, int state, SearchBatch into);

    /// <summary>Adds the successors by every context but one.</summary>
    void OtherSuccessors(in TStore store, int state, int context, SearchBatch into);
}
