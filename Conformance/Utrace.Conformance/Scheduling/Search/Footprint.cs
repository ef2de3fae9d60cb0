using System.Numerics;

namespace Utrace.Conformance.Scheduling.Search;

/// <summary>What one step read and wrote, as bits. Reused from schedule to schedule.</summary>
internal sealed class Footprint
{
    private ulong[] _reads = new ulong[2];
    private ulong[] _writes = new ulong[2];
    private int _words;
    private bool _isEverything;

    /// <summary>Sets it to what a step touched.</summary>
    public void Set(ReadOnlySpan<Access> accesses, VariableNumbers numbers)
    {
        Clear();
        foreach (var access in accesses)
        {
            Add(numbers.Of(access.Variable), access.IsWrite);
        }
    }

    /// <summary>The step did not end, so that nobody knows what it touched: it conflicts with every other.</summary>
    public void SetEverything()
    {
        Clear();
        _isEverything = true;
    }

    /// <summary>Sets it to another's.</summary>
    public void Set(Footprint other)
    {
        Clear();
        Grow(other._words);
        _isEverything = other._isEverything;
        Array.Copy(other._reads, _reads, other._words);
        Array.Copy(other._writes, _writes, other._words);
    }

    /// <summary>Adds what another touched; whether that was more.</summary>
    public bool Include(Footprint other)
    {
        Grow(other._words);
        var more = other._isEverything & !_isEverything;
        _isEverything |= other._isEverything;
        for (var i = 0; i < other._words; i++)
        {
            more |= (other._reads[i] & ~_reads[i] | other._writes[i] & ~_writes[i]) != 0;
            _reads[i] |= other._reads[i];
            _writes[i] |= other._writes[i];
        }

        return more;
    }

    /// <summary>A number that two that read and write the same have in common.</summary>
    public ulong Hash()
    {
        var hash = _isEverything ? 1ul : 0;
        for (var i = 0; i < _words; i++)
        {
            if ((_reads[i] | _writes[i]) != 0)
            {
                hash = SplitMix.Mix(hash * 31 + _reads[i] * 3 + _writes[i] * 5 + (ulong)i);
            }
        }

        return hash;
    }

    /// <summary>Whether both use a variable that one of them writes.</summary>
    public bool Conflicts(Footprint other)
    {
        if (_isEverything || other._isEverything)
        {
            return true;
        }

        for (var i = Math.Min(_words, other._words) - 1; i >= 0; i--)
        {
            if (Common(other, i) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The variables (dense numbers) that both use and one of them writes.</summary>
    public void ConflictsInto(Footprint other, List<int> variables)
    {
        for (var i = Math.Min(_words, other._words) - 1; i >= 0; i--)
        {
            for (var bits = Common(other, i); bits != 0; bits &= bits - 1)
            {
                variables.Add((i << 6) + BitOperations.TrailingZeroCount(bits));
            }
        }
    }

    /// <summary>Whether both read and write the same.</summary>
    public bool IsSame(Footprint other)
    {
        var words = Math.Max(_words, other._words);
        for (var i = 0; i < words; i++)
        {
            if (At(_reads, i) != At(other._reads, i) || At(_writes, i) != At(other._writes, i))
            {
                return false;
            }
        }

        return _isEverything == other._isEverything;

        static ulong At(ulong[] bits, int word) => word < bits.Length ? bits[word] : 0;
    }

    private ulong Common(Footprint other, int word) =>
        _writes[word] & (other._reads[word] | other._writes[word]) | _reads[word] & other._writes[word];

    private void Clear()
    {
        Array.Clear(_reads, 0, _words);
        Array.Clear(_writes, 0, _words);
        (_words, _isEverything) = (0, false);
    }

    private void Add(int variable, bool isWrite)
    {
        Grow((variable >> 6) + 1);
        (isWrite ? _writes : _reads)[variable >> 6] |= 1ul << variable;
    }

    private void Grow(int words)
    {
        if (words > _reads.Length)
        {
            Array.Resize(ref _reads, 2 * words);
            Array.Resize(ref _writes, 2 * words);
        }

        _words = Math.Max(_words, words);
    }
}
