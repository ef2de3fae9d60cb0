namespace Utrace.Conformance.Exploration.Search;

/// <summary>States of some bytes; a candidate's key is its hash.</summary>
internal readonly struct ByteStore(StateStore states) : IStateStore
{
    private readonly StateStore _states = states;

    public int Count => _states.Count;

    public long Bytes => _states.Bytes;

    public ReadOnlySpan<byte> this[int index] => _states[index];

    public void Prefetch(SearchBatch batch, int candidate) => _states.Prefetch(batch.Key(candidate));

    public int Intern(SearchBatch batch, int candidate, out bool added) =>
        _states.Intern(batch.Successors!.State(candidate), batch.Key(candidate), out added);
}
