namespace Utrace.Reference.Kernel;

/// <summary>
/// The nondeterminism inside one step: the step is run again for every alternative. Answers are bytes of a path; at most eight questions a step.
/// </summary>
internal struct Choices
{
    private ulong _path;
    private ulong _sizes;
    private int _depth;
    private ulong _random;
    private bool _isRandom;

    /// <summary>Answers at random from a seed, for a driven session.</summary>
    public static Choices Seeded(ulong seed) => new() { _isRandom = true, _random = seed | 1 };

    /// <summary>Begins the step anew with the present path.</summary>
    public void Restart() => _depth = 0;

    /// <summary>One of <paramref name="n"/> alternatives.</summary>
    public int Choose(int n)
    {
        if (_isRandom)
        {
            return Random(n);
        }

        var shift = _depth++ * 8;
        _sizes = (_sizes & ~(0xfful << shift)) | ((ulong)n << shift);
        return (int)((_path >> shift) & 0xff);
    }

    /// <summary>A number below n from the seed.</summary>
    public int Random(int n)
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return (int)(_random % (ulong)n);
    }

    /// <summary>Goes on to the next alternative; false when all were tried.</summary>
    public bool Next()
    {
        while (_depth > 0)
        {
            var shift = --_depth * 8;
            var answer = ((_path >> shift) & 0xff) + 1;
            _path &= shift == 0 ? 0 : (1ul << shift) - 1;
            if (answer < ((_sizes >> shift) & 0xff))
            {
                _path |= answer << shift;
                return true;
            }
        }

        return false;
    }
}
