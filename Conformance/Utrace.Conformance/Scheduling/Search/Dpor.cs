using System.Numerics;

namespace Utrace.Conformance.Scheduling.Search;

/// <summary>
/// Depth first with dynamic partial-order reduction: source sets with sleep sets (Abdulla, Aronis, Jonsson, Sagonas: Optimal Dynamic Partial Order
/// Reduction, POPL 2014, algorithm 1). Runs at least one schedule of every Mazurkiewicz trace; those that it cuts are of traces that were run. See docs/schedules.md.
/// A program in which a context can go two ways is out of the algorithm's reach: at the first sight of one it starts over, and leaves nothing out.
/// </summary>
/// <param name="contexts">How many contexts there are; numbers beyond are second ways.</param>
internal sealed class Dpor(int contexts) : IStrategy, ITraced
{
    private readonly List<DporNode> _nodes = [];
    private int _depth;
    private int _at;
    private int _kept;
    private bool _hasBegun;
    private bool _reduces = true;
    private bool _startsOver;

    /// <inheritdoc/>
    public StepTrace Trace { get; } = new(contexts);

    /// <inheritdoc/>
    public int New => _kept;

    /// <inheritdoc/>
    public string? Divergence { get; private set; }

    /// <inheritdoc/>
    public bool Begin()
    {
        if (_startsOver)
        {
            (_startsOver, _depth) = (false, 0);
        }
        else if (_hasBegun && !Backtrack())
        {
            return false;
        }

        _hasBegun = true;
        _at = 0;
        _kept = Math.Max(0, _depth - 1);
        Trace.Begin(_kept);
        return true;
    }

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        var enabled = Choices.Mask(decision.Enabled);
        if (_at < _depth)
        {
            if (_nodes[_at].Enabled != enabled)
            {
                Divergence ??= Choices.Diverges(_at, _nodes[_at].Enabled, enabled);
                return -1;
            }

            return _nodes[_at++].Chosen;
        }

        if (_reduces && contexts < 64 && enabled >> contexts != 0)
        {
            (_reduces, _startsOver) = (false, true);
        }

        var node = NodeAt(_depth);
        node.Reset(enabled);
        if (_depth > 0 && _reduces)
        {
            node.Inherit(_nodes[_depth - 1], Trace[_depth - 1], contexts);
        }

        var awake = enabled & ~node.Sleep;
        if (awake == 0)
        {
            return -1;
        }

        Take(node, decision.Last >= 0 && (awake >> decision.Last & 1) != 0 ? decision.Last : BitOperations.TrailingZeroCount(awake));
        _depth++;
        _at++;
        return node.Chosen;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
        if (_at <= _kept)
        {
            return;
        }

        var node = _nodes[_at - 1];
        Trace.Add(node.Chosen, node.Enabled, Last, accesses);
        ReverseRaces();
    }

    /// <inheritdoc/>
    public void Rested() => Trace.Rested(_at);

    /// <inheritdoc/>
    public void End()
    {
        if (Trace.Count < _depth)
        {
            Trace.AddUnended(_nodes[_at - 1].Chosen, _nodes[_at - 1].Enabled, Last);
            ReverseRaces();
        }
    }

    private int Last => _at == 1 ? -1 : _nodes[_at - 2].Chosen;

    private void ReverseRaces()
    {
        foreach (var race in Trace.Races)
        {
            Reverse(race);
        }
    }

    /// <summary>Sees to it that the last step is also tried before the earlier one that it races with.</summary>
    private void Reverse(int earlier)
    {
        var node = _nodes[earlier];
        var initials = Initials(earlier);
        if ((initials & (node.Backtrack | node.Sleep)) == 0)
        {
            var last = 1ul << Trace[Trace.Count - 1].Choice;
            node.Backtrack |= (initials & last) != 0 ? last : initials & (~initials + 1);
        }
    }

    /// <summary>
    /// Who can begin, instead of the earlier step, what comes after it and does not depend on it, followed by the last step: a choice of theirs there leads to
    /// a trace in which the two have changed places.
    /// </summary>
    private ulong Initials(int earlier)
    {
        var last = Trace.Count - 1;
        var initials = 0ul;
        for (var i = earlier + 1; i <= last; i++)
        {
            if (i < last && Trace.HappensBefore(earlier, i))
            {
                continue;
            }

            var isFirst = true;
            for (var j = earlier + 1; j < i && isFirst; j++)
            {
                isFirst = Trace.HappensBefore(earlier, j) || !Trace.HappensBefore(j, i);
            }

            initials |= isFirst ? 1ul << Trace[i].Choice : 0;
        }

        return initials;
    }

    /// <summary>To the deepest decision at which something is left to choose; false where there is none.</summary>
    private bool Backtrack()
    {
        while (_depth > 0)
        {
            var node = _nodes[_depth - 1];
            node.FallAsleep(node.Chosen, Trace[_depth - 1].Footprint);
            if (node.Open is > 0 and var open)
            {
                Take(node, BitOperations.TrailingZeroCount(open));
                return true;
            }

            _depth--;
        }

        return false;
    }

    private void Take(DporNode node, int choice)
    {
        node.Chosen = choice;
        node.Backtrack |= _reduces ? 1ul << choice : node.Enabled;
    }

    private DporNode NodeAt(int depth)
    {
        if (depth == _nodes.Count)
        {
            _nodes.Add(new DporNode());
        }

        return _nodes[depth];
    }
}
