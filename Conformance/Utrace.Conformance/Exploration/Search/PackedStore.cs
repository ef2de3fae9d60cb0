using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Utrace.Conformance.Exploration.Search;

/// <summary>
/// States of one word: an open-addressing table of the words themselves, at most half full, and beside it the words in order of arrival, which is
/// the queue of a breadth-first search. Exact: a word is its own key. The numbers of old members are not kept.
/// </summary>
public struct PackedStore : IStateStore
{
    private const int FirstSlots = 1 << 16;

    // The complement of a word; 0 is an empty slot.
    private ulong[] _table;
    private ulong[] _words;
    private int _shift;

    /// <summary>An empty store.</summary>
    public PackedStore()
    {
        _table = new ulong[FirstSlots];
        _words = new ulong[FirstSlots / 2];
        _shift = 64 - 16;
    }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public readonly long Bytes => (long)(_table.Length + _words.Length) * sizeof(ulong);

    /// <summary>The member of that number.</summary>
    public readonly ulong this[int index] => _words[index];

    /// <summary>Empties it; its memory stays for the next search.</summary>
    public void Clear()
    {
        Array.Clear(_table);
        Count = 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prefetch(SearchBatch batch, int candidate) => Cache.Prefetch(ref At(_table, Slot(batch.Key(candidate))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Intern(SearchBatch batch, int candidate, out bool added)
    {
        var word = batch.Key(candidate);
        var table = _table;
        var mask = (uint)table.Length - 1;
        for (var slot = Slot(word); ; slot = (slot + 1) & mask)
        {
            ref var entry = ref At(table, slot);
            if (entry == ~word)
            {
                added = false;
                return -1;
            }

            if (entry == 0)
            {
                entry = ~word;
                added = true;
                _words[Count] = word;
                if (++Count == _words.Length)
                {
                    Grow();
                }

                return Count - 1;
            }
        }
    }

    // A slot is never past the table: the shift and the mask both come from its length.
    private static ref ulong At(ulong[] table, uint slot) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(table), slot);

    private readonly uint Slot(ulong word)
    {
        word ^= word >> 32;
        word *= 0x9e3779b97f4a7c15UL;
        return (uint)(word >> _shift);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        Array.Resize(ref _words, _words.Length * 2);
        _table = new ulong[_words.Length * 2];
        _shift--;
        var mask = (uint)_table.Length - 1;
        for (var n = 0; n < Count; n++)
        {
            var slot = Slot(_words[n]);
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _table[slot] = ~_words[n];
        }
    }
}
