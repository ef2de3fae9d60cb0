namespace Utrace.Conformance.Scheduling.Search;

/// <summary>
/// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010): whoever has the highest of random priorities goes on, and at
/// depth - 1 random steps the one who runs falls below all others. Finds a bug of depth d in n contexts and k steps with probability at least 1 / (n k^(d-1)).
/// The steps counted are those of the longest schedule so far, so that changes fall where there are steps; the first schedule has none. Endless.
/// </summary>
/// <param name="depth">How many ordering constraints a bug may need; at least 1.</param>
/// <param name="contexts">How many contexts there are; both ways of one have its priority.</param>
/// <param name="seed">Of the draws.</param>
internal sealed class Pct(int depth, int contexts, ulong seed) : IStrategy
{
    private readonly SplitMix _random = new(seed);
    private readonly ulong[] _priorities = new ulong[contexts];
    private readonly int[] _changes = new int[depth - 1];
    private int _steps;
    private int _longest;
    private int _last;

    /// <inheritdoc/>
    public bool Begin()
    {
        _longest = Math.Max(_longest, _steps);
        (_steps, _last) = (0, -1);
        for (var i = 0; i < contexts; i++)
        {
            _priorities[i] = (_random.Next() >> 1) + (ulong)depth; // Below depth are those that fell.
        }

        for (var i = 0; i < _changes.Length; i++)
        {
            _changes[i] = _longest == 0 ? -1 : _random.Next(_longest);
        }

        return true;
    }

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        if (_last >= 0 && Array.IndexOf(_changes, _steps) is >= 0 and var change)
        {
            _priorities[_last] = (ulong)change;
        }

        _steps++;
        var chosen = decision.Enabled[0];
        var ways = 1;
        foreach (var choice in decision.Enabled[1..])
        {
            var (best, other) = (_priorities[chosen % contexts], _priorities[choice % contexts]);
            if (choice % contexts == chosen % contexts)
            {
                chosen = _random.Next(++ways) == 0 ? choice : chosen;
            }
            else if (other > best)
            {
                (chosen, ways) = (choice, 1);
            }
        }

        _last = chosen % contexts;
        return chosen;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
    }
}
