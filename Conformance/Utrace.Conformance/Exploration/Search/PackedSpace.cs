namespace Utrace.Conformance.Exploration.Search;

/// <summary>A packed system in its store.</summary>
/// <typeparam name="TSystem">The system.</typeparam>
internal readonly struct PackedSpace<TSystem>(TSystem system) : ISearchSystem<PackedStore>
    where TSystem : struct, IPackedSystem
{
    private readonly TSystem _system = system;

    public bool LocalStepsEnd => _system.LocalStepsEnd;

    public void Initial(SearchBatch into) => into.Add(_system.Initial);

    public void Successors(in PackedStore store, int state, SearchBatch into)
    {
        var word = store[state];
        for (var context = 0; context < _system.Contexts; context++)
        {
            _system.Successors(word, context, into);
        }
    }

    public int LocalSuccessors(in PackedStore store, int state, SearchBatch into)
    {
        var context = _system.LocalContext(store[state]);
        if (context >= 0)
        {
            _system.Successors(store[state], context, into);
        }

        return context;
    }

    public void OtherSuccessors(in PackedStore store, int state, int context, SearchBatch into)
    {
        for (var other = 0; other < _system.Contexts; other++)
        {
            if (other != context)
            {
                _system.Successors(store[state], other, into);
            }
        }
    }
}
