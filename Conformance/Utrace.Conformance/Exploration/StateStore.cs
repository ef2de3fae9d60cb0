using System.Runtime.InteropServices;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// A set of byte strings of one length that numbers its members 0, 1, 2, ... in order of arrival. Exact keys: a hash only finds the place,
/// the bytes decide, so that no state is ever taken for another. Members lie in chunks and are never overwritten, so that another thread may read
/// old members while one adds new ones; else not thread-safe.
/// </summary>
internal sealed class StateStore
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;
    private const int ChunkMask = ChunkSize - 1;
    private const int FirstMembers = 32;

    private readonly int _size;
    private byte[][] _chunks = new byte[4][];
    private int _chunkCount;
    private ulong[] _hashes = new ulong[1 << 6];

    // 0 is empty; else the upper half of the hash above, the number + 1 below.
    private ulong[] _table = new ulong[1 << 7];

    public StateStore(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        _size = size;
    }

    /// <summary>How many members there are.</summary>
    public int Count { get; private set; }

    /// <summary>The memory it holds, in bytes.</summary>
    public long Bytes => (_chunkCount <= 1 ? _chunks[0]?.Length ?? 0 : (long)_chunkCount * _size << ChunkBits) + ((long)(_table.Length + _hashes.Length) * sizeof(ulong));

    /// <summary>The member of that number; valid as long as the store.</summary>
    public ReadOnlySpan<byte> this[int index] => _chunks[index >> ChunkBits].AsSpan((index & ChunkMask) * _size, _size);

    /// <summary>The number of a member, which is added if it is new.</summary>
    public int Intern(ReadOnlySpan<byte> state, out bool added) => Intern(state, Hash(state), out added);

    /// <summary>Asks the processor for the place of a hash.</summary>
    public void Prefetch(ulong hash) => Search.Cache.Prefetch(ref _table[(uint)hash & ((uint)_table.Length - 1)]);

    /// <summary>The number of a member whose hash is known.</summary>
    public int Intern(ReadOnlySpan<byte> state, ulong hash, out bool added)
    {
        if (Count >= _table.Length >> 1)
        {
            Grow();
        }

        var tag = hash & 0xffffffff_00000000;
        var mask = (uint)_table.Length - 1;
        for (var slot = (uint)hash & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _table[slot];
            if (entry == 0)
            {
                _table[slot] = tag | (uint)(Count + 1);
                Append(state, hash);
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

    /// <summary>Two independent chains, so that one multiplication does not wait for the other.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var even = 0x9e3779b97f4a7c15UL ^ (ulong)bytes.Length;
        var odd = 0xc2b2ae3d27d4eb4fUL;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var n = 0;
        for (; n + 3 < words.Length; n += 4)
        {
            even = Fold(even ^ words[n], words[n + 1] ^ 0xa0761d6478bd642fUL);
            odd = Fold(odd ^ words[n + 2], words[n + 3] ^ 0xe7037ed1a0b428dbUL);
        }

        for (; n < words.Length; n++)
        {
            even = Mix(even ^ words[n]);
        }

        var tail = 0UL;
        foreach (var b in bytes[(words.Length * sizeof(ulong))..])
        {
            tail = (tail << 8) | b;
        }

        return Mix(even ^ ulong.RotateLeft(odd, 17) ^ Mix(tail));
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low ^ b;
    }

    private static ulong Mix(ulong x)
    {
        var high = Math.BigMul(x, 0xd6e8feb86659fd93UL, out var low);
        return high ^ low ^ (x >> 32);
    }

    private void Append(ReadOnlySpan<byte> state, ulong hash)
    {
        if ((Count & ChunkMask) == 0 || (Count < ChunkSize && (Count + 1) * _size > _chunks[0].Length))
        {
            MakeRoom();
        }

        state.CopyTo(_chunks[Count >> ChunkBits].AsSpan((Count & ChunkMask) * _size, _size));
        _hashes[Count++] = hash;
    }

    /// <summary>The first chunk grows with its members, so that a small set is small; old copies of it stay as they are.</summary>
    private void MakeRoom()
    {
        if (Count < ChunkSize)
        {
            var first = GC.AllocateUninitializedArray<byte>(Math.Max(Count * 2, FirstMembers) * _size);
            _chunks[0]?.AsSpan(0, Count * _size).CopyTo(first);
            _chunks[0] = first;
            _chunkCount = 1;
            return;
        }

        if (_chunkCount == _chunks.Length)
        {
            Array.Resize(ref _chunks, _chunkCount * 2);
        }

        _chunks[_chunkCount++] = GC.AllocateUninitializedArray<byte>(_size << ChunkBits);
    }

    private void Grow()
    {
        Array.Resize(ref _hashes, _table.Length);
        var table = new ulong[_table.Length * 2];
        var mask = (uint)table.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var hash = _hashes[index];
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
