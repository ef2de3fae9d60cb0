using Utrace.Reference;

namespace Utrace.Conformance.Exploration.Search;

/// <summary>A transition system in its store; with a symmetry, the least state of each set of images stands for all.</summary>
internal readonly struct ModelSpace(ITransitionSystem system, ISymmetry? symmetry = null) : ISearchSystem<ByteStore>
{
    private readonly ITransitionSystem _system = system;
    private readonly ISymmetry? _symmetry = symmetry;

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

    private void Hash(SearchBatch into)
    {
        for (var n = into.Count; n < into.Successors!.Count; n++)
        {
            var renaming = _symmetry is null ? (byte)0 : MakeLeast(_symmetry, into.Successors.Replace(n));
            into.Add(StateStore.Hash(into.Successors.State(n)), renaming);
        }
    }

    private static byte MakeLeast(ISymmetry symmetry, Span<byte> state)
    {
        Span<byte> own = stackalloc byte[state.Length];
        Span<byte> image = stackalloc byte[state.Length];
        state.CopyTo(own);
        var least = 0;
        for (var renaming = 1; renaming < symmetry.Order; renaming++)
        {
            symmetry.Rename(own, renaming, image);
            if (image.SequenceCompareTo(state) < 0)
            {
                image.CopyTo(state);
                least = renaming;
            }
        }

        return (byte)least;
    }
}
