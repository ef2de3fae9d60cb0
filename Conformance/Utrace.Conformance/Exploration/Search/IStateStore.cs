namespace Utrace.Conformance.Exploration.Search;

/// <summary>A set of states that numbers its members 0, 1, 2, ... in order of arrival. A struct, so that the search is compiled for it.</summary>
public interface IStateStore
{
    /// <summary>How many members there are.</summary>
    int Count { get; }

    /// <summary>The memory it holds, in bytes.</summary>
    long Bytes { get; }

    /// <summary>Asks the processor for the place of a candidate, a while before it is interned.</summary>
    void Prefetch(SearchBatch batch, int candidate);

    /// <summary>The number of a candidate, which is added if it is new; -1 for an old member if the store does not keep its number.</summary>
    int Intern(SearchBatch batch, int candidate, out bool added);
}
