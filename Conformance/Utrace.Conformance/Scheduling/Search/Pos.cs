namespace Utrace.Conformance.Scheduling.Search;

/// <summary>
/// Partial-order sampling (Yuan, Yang, Gu, CAV 2018): every step has a random priority, and the highest goes first; when it has run, those steps that
/// conflict with it draw again. What a step will touch is not known before it runs: it is taken to touch what the same step of its context touched
/// when it ran last, and one that never ran draws again. Endless.
/// </summary>
/// <param name="contexts">How many contexts there are; both ways of one have its priority.</param>
/// <param name="seed">Of the draws.</param>
internal sealed class Pos(int contexts, ulong seed) : IStrategy
{
    private readonly SplitMix _random = new(seed);
    private readonly VariableNumbers _numbers = new();
    private readonly Dictionary<(int Process, int Index), Footprint> _known = [];
    private readonly ulong[] _priorities = new ulong[contexts];
    private readonly int[] _steps = new int[contexts];
    private int _running;

    /// <inheritdoc/>
    public bool Begin()
    {
        Array.Clear(_steps);
        for (var i = 0; i < contexts; i++)
        {
            _priorities[i] = _random.Next();
        }

        return true;
    }

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        var chosen = decision.Enabled[0];
        var ways = 1;
        foreach (var choice in decision.Enabled[1..])
        {
            if (choice % contexts == chosen % contexts)
            {
                chosen = _random.Next(++ways) == 0 ? choice : chosen;
            }
            else if (_priorities[choice % contexts] > _priorities[chosen % contexts])
            {
                (chosen, ways) = (choice, 1);
            }
        }

        _running = chosen % contexts;
        return chosen;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
        var key = (_running, _steps[_running]++);
        if (!_known.TryGetValue(key, out var ran))
        {
            _known.Add(key, ran = new Footprint());
        }

        ran.Set(accesses, _numbers);
        for (var i = 0; i < contexts; i++)
        {
            if (i == _running || !_known.TryGetValue((i, _steps[i]), out var next) || next.Conflicts(ran))
            {
                _priorities[i] = _random.Next();
            }
        }
    }

    /// <inheritdoc/>
    public void End()
    {
    }
}
