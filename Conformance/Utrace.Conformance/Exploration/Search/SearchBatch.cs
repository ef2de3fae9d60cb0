using Utrace.Reference;

namespace Utrace.Conformance.Exploration.Search;

/// <summary>The candidates that some consecutive states lead to; reused, so that a search allocates nothing per state.</summary>
public sealed class SearchBatch
{
    internal const int MaxStates = 128;

    private readonly int[] _ends = new int[MaxStates];
    private readonly short[] _local = new short[MaxStates];
    private ulong[] _keys = new ulong[128];
    private byte[] _renamings = new byte[128];

    /// <summary>A batch for states of one word.</summary>
    public SearchBatch()
    {
    }

    /// <summary>A batch for states of some bytes.</summary>
    internal SearchBatch(int stateSize) => Successors = new SuccessorBuffer(stateSize);

    /// <summary>How many candidates it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The states of the candidates, and the steps to them; null where a state is its key.</summary>
    internal SuccessorBuffer? Successors { get; }

    /// <summary>The first of the expanded states.</summary>
    internal int First { get; private set; }

    /// <summary>How many states were expanded.</summary>
    internal int States { get; private set; }

    /// <summary>Adds a candidate: a state of one word, or the hash of the last one in <see cref="Successors"/>.</summary>
    public void Add(ulong key)
    {
        var keys = _keys;
        if ((uint)Count >= (uint)keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
            keys = _keys;
        }

        keys[Count++] = key;
    }

    /// <summary>Adds the hash of the last state in <see cref="Successors"/>, which is the image of the one that the step leads to.</summary>
    internal void Add(ulong key, byte renaming)
    {
        if (Count >= _renamings.Length)
        {
            Array.Resize(ref _renamings, Count * 2);
        }

        _renamings[Count] = renaming;
        Add(key);
    }

    /// <summary>The renaming that the state of the nth candidate is an image under; 0 where nothing is renamed.</summary>
    internal byte Renaming(int candidate) => _renamings[candidate];

    /// <summary>Empties it, for the successors of one state that a search does not ask for.</summary>
    public void Clear() => Clear(0);

    /// <summary>What was added as the nth candidate.</summary>
    public ulong Key(int candidate) => _keys[candidate];

    /// <summary>One behind the last candidate of the nth expanded state.</summary>
    internal int End(int n) => _ends[n];

    /// <summary>The only context that the nth expanded state was expanded by; -1 if by all.</summary>
    internal int Local(int n) => _local[n];

    internal void Clear(int first)
    {
        First = first;
        States = 0;
        Count = 0;
        Successors?.Clear();
    }

    internal void EndState(int local)
    {
        _local[States] = (short)local;
        _ends[States++] = Count;
    }
}
