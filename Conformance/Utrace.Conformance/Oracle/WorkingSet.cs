using Utrace.Reference;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// The set of states that is being worked out, each once, in order of arrival. Emptied without being swept: its table is as small as the set, and so stays
/// in the processor's nearest memory. Not thread-safe.
/// </summary>
internal sealed class WorkingSet(int stateSize)
{
    private byte[] _states = new byte[64 * stateSize];
    private ulong[] _hashes = new ulong[64];

    // The generation above, the index below; of another generation is empty.
    private ulong[] _table = new ulong[128];
    private uint _generation;

    /// <summary>How many states it has.</summary>
    public int Count { get; private set; }

    /// <summary>The same for every order of the same states.</summary>
    public ulong Hash { get; private set; }

    /// <summary>The states, one behind the other.</summary>
    public ReadOnlySpan<byte> Bytes => _states.AsSpan(0, Count * stateSize);

    /// <summary>The nth state; valid until the next is added.</summary>
    public ReadOnlySpan<byte> this[int n] => _states.AsSpan(n * stateSize, stateSize);

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        (Count, Hash) = (0, 0);
        if (++_generation == 0)
        {
            Array.Clear(_table);
            _generation = 1;
        }
    }

    /// <summary>Adds a state unless it is there.</summary>
    public void Add(ReadOnlySpan<byte> state)
    {
        var hash = Exploration.StateStore.Hash(state);
        var slot = Find(state, hash);
        if (slot < 0)
        {
            return;
        }

        if (Count == _hashes.Length)
        {
            Grow();
            slot = Find(state, hash);
        }

        _table[slot] = ((ulong)_generation << 32) | (uint)Count;
        _hashes[Count] = hash;
        state.CopyTo(_states.AsSpan(Count++ * stateSize));
        Hash += hash;
    }

    /// <summary>Whether it has exactly the states of another, which has each once.</summary>
    public bool Equals(ReadOnlySpan<byte> others)
    {
        if (others.Length != Count * stateSize)
        {
            return false;
        }

        if (others.SequenceEqual(Bytes))
        {
            return true;
        }

        for (; !others.IsEmpty; others = others[stateSize..])
        {
            if (Find(others[..stateSize], Exploration.StateStore.Hash(others[..stateSize])) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The empty place of a state; -1 where the state is there.</summary>
    private int Find(ReadOnlySpan<byte> state, ulong hash)
    {
        var mask = _table.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _table[slot];
            if ((uint)(entry >> 32) != _generation)
            {
                return slot;
            }

            if (_hashes[(uint)entry] == hash && this[(int)(uint)entry].SequenceEqual(state))
            {
                return -1;
            }
        }
    }

    private void Grow()
    {
        Array.Resize(ref _states, _states.Length * 2);
        Array.Resize(ref _hashes, _hashes.Length * 2);
        _table = new ulong[_hashes.Length * 2];
        for (var n = 0; n < Count; n++)
        {
            var mask = _table.Length - 1;
            var slot = (int)_hashes[n] & mask;
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _table[slot] = ((ulong)_generation << 32) | (uint)n;
        }
    }
}
