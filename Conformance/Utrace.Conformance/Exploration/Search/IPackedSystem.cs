namespace Utrace.Conformance.Exploration.Search;

/// <summary>A system whose state is one word, any but all ones. A struct, so that the search is compiled for it.</summary>
public interface IPackedSystem
{
    /// <summary>The initial state.</summary>
    ulong Initial { get; }

    /// <summary>How many contexts take steps.</summary>
    int Contexts { get; }

    /// <summary>Whether no endless run consists of local steps alone.</summary>
    bool LocalStepsEnd { get; }

    /// <summary>Adds the states that one context's next step can lead to.</summary>
    void Successors(ulong state, int context, SearchBatch into);

    /// <summary>The first context that has a next step which touches nothing but its own; -1 if there is none.</summary>
    int LocalContext(ulong state);

    /// <summary>Whether a state breaks the system's invariant.</summary>
    bool IsBroken(ulong state);
}
