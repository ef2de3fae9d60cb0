using System.Runtime.InteropServices;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// Sets of states by number, equal sets once. States lie packed, set behind set, and are written once: most states belong to one set only, so
/// sharing them between sets costs more than it saves. Not thread-safe.
/// </summary>
internal sealed class PackedSets(int stateSize)
{
    private const int FirstChunk = 1 << 12;
    private const int LastChunk = 1 << 20;

    private readonly List<Place> _sets = [];
    private readonly Dictionary<ulong, int> _byHash = [];
    private byte[] _chunk = [];
    private int _used;
    private int _nextChunk = FirstChunk;

    /// <summary>How many states all sets have.</summary>
    public long States { get; private set; }

    /// <summary>How many states a set has.</summary>
    public int CountOf(int set) => _sets[set].Length / stateSize;

    /// <summary>The states of a set, one behind the other; valid for ever.</summary>
    public ReadOnlySpan<byte> this[int set] => _sets[set].Chunk.AsSpan(_sets[set].Offset, _sets[set].Length);

    /// <summary>The number of a set, which is kept if it is new.</summary>
    public int NumberOf(WorkingSet work)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_byHash, work.Hash, out var known);
        for (var set = known ? first : -1; set >= 0; set = _sets[set].Next)
        {
            if (work.Equals(this[set]))
            {
                return set;
            }
        }

        var bytes = work.Bytes;
        if (bytes.Length > _chunk.Length - _used)
        {
            (_chunk, _used) = (GC.AllocateUninitializedArray<byte>(Math.Max(_nextChunk, bytes.Length)), 0);
            _nextChunk = Math.Min(_nextChunk * 2, LastChunk);
        }

        bytes.CopyTo(_chunk.AsSpan(_used));
        _sets.Add(new Place(_chunk, _used, bytes.Length, known ? first : -1));
        first = _sets.Count - 1;
        _used += bytes.Length;
        States += work.Count;
        return first;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(byte[] Chunk, int Offset, int Length, int Next);
}
