using System.Numerics;

namespace Utrace.Conformance.Scheduling.Search;

/// <summary>Depth first through every interleaving, or through those with a bounded number of preemptions. Nothing is left out as equivalent to another.</summary>
/// <param name="contexts">How many contexts there are; numbers beyond are second ways.</param>
/// <param name="preemptions">How many preemptions a schedule may have; null: any number.</param>
internal sealed class DepthFirst(int contexts, int? preemptions = null) : IStrategy
{
    private readonly List<(ulong Enabled, ulong Left, int Chosen, int Preemptions)> _path = [];
    private int _at;
    private bool _hasBegun;

    /// <summary>Whether a choice was left out because of the bound.</summary>
    public bool IsBounding { get; private set; }

    /// <summary>Where the program ran differently under the same choices; null while it does not.</summary>
    public string? Divergence { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Known => [.. _path.Select(p => p.Chosen)];

    /// <inheritdoc/>
    public bool Begin()
    {
        _at = 0;
        if (!_hasBegun)
        {
            return _hasBegun = true;
        }

        while (_path.Count > 0)
        {
            var (enabled, left, _, used) = _path[^1];
            if (left != 0)
            {
                var next = BitOperations.TrailingZeroCount(left);
                _path[^1] = (enabled, left & (left - 1), next, used);
                return true;
            }

            _path.RemoveAt(_path.Count - 1);
        }

        return false;
    }

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        var enabled = Choices.Mask(decision.Enabled);
        if (_at < _path.Count)
        {
            if (_path[_at].Enabled != enabled)
            {
                Divergence ??= Choices.Diverges(_at, _path[_at].Enabled, enabled);
                return -1;
            }

            return _path[_at++].Chosen;
        }

        var used = UsedUpTo(decision.Last);
        var own = decision.Last < 0 ? 0 : enabled & WaysOf(decision.Last % contexts);
        var allowed = own != 0 && used >= preemptions ? own : enabled;
        IsBounding |= allowed != enabled;
        var first = own != 0 ? BitOperations.TrailingZeroCount(own) : BitOperations.TrailingZeroCount(allowed);
        _path.Add((enabled, allowed & ~(1ul << first), first, used));
        _at++;
        return first;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
        if (_at < _path.Count)
        {
            Divergence ??= Choices.EndsEarly(_at);
        }
    }

    /// <summary>The preemptions of the choices so far.</summary>
    private int UsedUpTo(int last)
    {
        if (_path.Count == 0)
        {
            return 0;
        }

        var (enabled, _, chosen, used) = _path[^1];
        var before = _path.Count < 2 ? -1 : _path[^2].Chosen;
        var isPreemption = before >= 0 && before % contexts != chosen % contexts && (enabled & WaysOf(before % contexts)) != 0;
        return used + (isPreemption ? 1 : 0);
    }

    private ulong WaysOf(int process) => 1ul << process | (contexts + process < 64 ? 1ul << (contexts + process) : 0);
}
