namespace Utrace.Conformance.Exploration;

/// <summary>A set of pairs of numbers, each of which gets a number 0, 1, 2, ... in order of arrival. Not thread-safe.</summary>
internal sealed class PairStore
{
    private ulong[] _keys = new ulong[1 << 6];
    private int[] _table = new int[1 << 7];

    /// <summary>How many pairs there are.</summary>
    public int Count { get; private set; }

    /// <summary>The memory it holds, in bytes.</summary>
    public long Bytes => ((long)_keys.Length * sizeof(ulong)) + ((long)_table.Length * sizeof(int));

    /// <summary>The pair of that number.</summary>
    public (int First, int Second) this[int index] => ((int)(_keys[index] >> 32), (int)(uint)_keys[index]);

    /// <summary>The number of a pair, which is added if it is new.</summary>
    public int Intern(int first, int second, out bool added)
    {
        if (Count == _keys.Length)
        {
            Grow();
        }

        var key = ((ulong)(uint)first << 32) | (uint)second;
        var mask = (uint)_table.Length - 1;
        for (var slot = Slot(key) & mask; ; slot = (slot + 1) & mask)
        {
            var index = _table[slot] - 1;
            if (index < 0)
            {
                _keys[Count] = key;
                _table[slot] = ++Count;
                added = true;
                return Count - 1;
            }

            if (_keys[index] == key)
            {
                added = false;
                return index;
            }
        }
    }

    private static uint Slot(ulong key)
    {
        key ^= key >> 32;
        key *= 0x9fb21c651e98df25UL;
        return (uint)(key >> 32) ^ (uint)(key >> 15);
    }

    private void Grow()
    {
        Array.Resize(ref _keys, _keys.Length * 2);
        _table = new int[_keys.Length * 2];
        var mask = (uint)_table.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var slot = Slot(_keys[index]) & mask;
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _table[slot] = index + 1;
        }
    }
}
