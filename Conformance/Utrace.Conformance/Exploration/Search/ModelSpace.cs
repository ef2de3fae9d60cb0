using Utrace.Reference;

namespace Utrace.Conformance.Exploration.Search;

/// <summary>A transition system in its store.</summary>
internal readonly struct ModelSpace(ITransitionSystem system) : ISearchSystem<ByteStore>
{
    private readonly ITransitionSystem _system = system;

    // Nothing is promised about it; the proviso of the search looks.
    public bool LocalStepsEnd => false;

    public void Initial(SearchBatch into)
    {
        var buffer = into.Successors!;
        _system.Initial(buffer.Scratch());
        buffer.Commit(default);
        Hash(into);
    }

    public void Successors(in ByteStore store, int state, SearchBatch into)
    {
        _system.Successors(store[state], into.Successors!);
        Hash(into);
    }

    public int LocalSuccessors(in ByteStore store, int state, SearchBatch into)
    {
        var bytes = store[state];
        for (var context = 0; context < _system.Contexts.Count; context++)
        {
            if (_system.IsLocal(bytes, context))
            {
                _system.Successors(bytes, context, into.Successors!);
                if (into.Successors!.Count > into.Count)
                {
                    Hash(into);
                    return context;
                }
            }
        }

        return -1;
    }

    public void OtherSuccessors(in ByteStore store, int state, int context, SearchBatch into)
    {
        for (var other = 0; other < _system.Contexts.Count; other++)
        {
            if (other != context)
            {
                _system.Successors(store[state], other, into.Successors!);
            }
        }

        Hash(into);
    }

    private static void Hash(SearchBatch into)
    {
        for (var n = into.Count; n < into.Successors!.Count; n++)
        {
            into.Add(StateStore.Hash(into.Successors.State(n)));
        }
    }
}
