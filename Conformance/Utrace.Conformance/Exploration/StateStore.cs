using System.Runtime.InteropServices;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// A set of byte strings of one length that numbers its members 0, 1, 2, ... in order of arrival. Exact keys: a hash only finds the place,
/// the bytes decide, so that no state is ever taken for another. Members lie in chunks that never move.
/// Not thread-safe.
/// </summary>
internal sealed class StateStore
{
    private const int ChunkBits = 12;
    private const int ChunkMask = (1 << ChunkBits) - 1;

    private readonly int _size;
    private readonly List<byte[]> _chunks = [];

    // 0 is empty; else the upper half of the hash above, the number + 1 below.
    private ulong[] _table = new ulong[1 << 10];

    public StateStore(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        _size = size;
    }

    /// <summary>How many members there are.</summary>
    public int Count { get; private set; }

    /// <summary>The memory it holds, in bytes.</summary>
    public long Bytes => ((long)_chunks.Count * _size << ChunkBits) + ((long)_table.Length * sizeof(ulong));

    /// <summary>The member of that number; valid as long as the store.</summary>
    public ReadOnlySpan<byte> this[int index] => _chunks[index >> ChunkBits].AsSpan((index & ChunkMask) * _size, _size);

    /// <summary>The number of a member, which is added if it is new.</summary>
    public int Intern(ReadOnlySpan<byte> state, out bool added)
    {
        if (Count >= _table.Length >> 1)
        {
            Grow();
        }

        var hash = Hash(state);
        var tag = hash & 0xffffffff_00000000;
        var mask = (uint)_table.Length - 1;
        for (var slot = (uint)hash & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _table[slot];
            if (entry == 0)
            {
                _table[slot] = tag | (uint)(Count + 1);
                Append(state);
                added = true;
                return Count - 1;
            }

            if ((entry & 0xffffffff_00000000) == tag && this[(int)(uint)entry - 1].SequenceEqual(state))
            {
                added = false;
                return (int)(uint)entry - 1;
            }
        }
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 0x9e3779b97f4a7c15UL ^ (ulong)bytes.Length;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            hash = Mix(hash ^ word);
        }

        var tail = 0UL;
        foreach (var b in bytes[(words.Length * sizeof(ulong))..])
        {
            tail = (tail << 8) | b;
        }

        return Mix(hash ^ tail);
    }

    private static ulong Mix(ulong x)
    {
        var high = Math.BigMul(x, 0xd6e8feb86659fd93UL, out var low);
        return high ^ low ^ (x >> 32);
    }

    private void Append(ReadOnlySpan<byte> state)
    {
        if (Count >> ChunkBits == _chunks.Count)
        {
            _chunks.Add(GC.AllocateUninitializedArray<byte>(_size << ChunkBits));
        }

        state.CopyTo(_chunks[Count >> ChunkBits].AsSpan((Count & ChunkMask) * _size, _size));
        Count++;
    }

    private void Grow()
    {
        var table = new ulong[_table.Length * 2];
        var mask = (uint)table.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var hash = Hash(this[index]);
            var slot = (uint)hash & mask;
            while (table[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            table[slot] = (hash & 0xffffffff_00000000) | (uint)(index + 1);
        }

        _table = table;
    }
}
