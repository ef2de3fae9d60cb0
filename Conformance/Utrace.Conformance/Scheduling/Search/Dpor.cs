using System.Numerics;

namespace Utrace.Conformance.Scheduling.Search;

/// <summary>
/// Depth first with dynamic partial-order reduction: source sets with sleep sets (Abdulla, Aronis, Jonsson, Sagonas: Optimal Dynamic Partial Order
/// Reduction, POPL 2014, algorithm 1). Runs at least one schedule of every Mazurkiewicz trace; those that it cuts are of traces that were run. See docs/schedules.md.
/// A program in which a context can go two ways is out of the algorithm's reach: at the first sight of one it starts over, and leaves nothing out.
/// </summary>
internal sealed class Dpor : IStrategy
{
    /// <summary>A pass this short is given up as soon as it learns something; a longer one is brought to its end first.</summary>
    private const int ShortPass = 16;

    private readonly KnownFootprints _known;
    private readonly StepTrace _trace;
    private readonly int _contexts;
    private readonly List<DporNode> _nodes = [];
    private int _depth;
    private int _at;
    private int _kept;
    private int _schedulesOfPass;
    private bool _hasBegun;
    private bool _reduces = true;
    private bool _startsOver;

    /// <summary>A search that has run nothing yet.</summary>
    /// <param name="contexts">How many contexts there are; numbers beyond are second ways.</param>
    public Dpor(int contexts)
    {
        _contexts = contexts;
        _known = new KnownFootprints();
        _trace = new StepTrace(contexts, _known);
    }

    /// <summary>Where the program ran differently under the same choices; null while it does not.</summary>
    public string? Divergence { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Known => [.. _nodes.Take(_depth).Select(n => n.Chosen)];

    /// <inheritdoc/>
    public bool Begin()
    {
        var isStale = _reduces && _known.HasGrown;
        if (_startsOver || isStale && _schedulesOfPass <= ShortPass)
        {
            StartOver();
        }
        else if (_hasBegun && !Backtrack())
        {
            if (!isStale)
            {
                return false;
            }

            StartOver();
        }

        _schedulesOfPass++;

        _hasBegun = true;
        _at = 0;
        _kept = Math.Max(0, _depth - 1);
        _trace.Begin(_kept);
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

        if (_reduces && _contexts < 64 && enabled >> _contexts != 0)
        {
            (_reduces, _startsOver) = (false, true);
        }

        var node = NodeAt(_depth);
        node.Reset(enabled);
        if (_depth > 0 && _reduces)
        {
            node.Inherit(_nodes[_depth - 1], _trace[_depth - 1], _contexts);
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
        _trace.Add(node.Chosen, node.Enabled, Last, accesses);
        ReverseRaces();
    }

    /// <inheritdoc/>
    public void Rested() => _trace.Rested(_at);

    /// <inheritdoc/>
    public void End()
    {
        if (_at < _depth)
        {
            Divergence ??= Choices.EndsEarly(_at);
        }
        else if (_trace.Count < _depth)
        {
            _trace.AddUnended(_nodes[_at - 1].Chosen, _nodes[_at - 1].Enabled, Last);
            ReverseRaces();
        }
    }

    /// <summary>Begins again from nothing but what is known.</summary>
    private void StartOver()
    {
        (_startsOver, _depth, _schedulesOfPass) = (false, 0, 0);
        _known.Settle();
    }

    private int Last => _at == 1 ? -1 : _nodes[_at - 2].Chosen;

    private void ReverseRaces()
    {
        foreach (var race in _trace.Races)
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
            var last = 1ul << _trace[_trace.Count - 1].Choice;
            node.Backtrack |= (initials & last) != 0 ? last : initials & (~initials + 1);
        }
    }

    /// <summary>
    /// Who can begin, instead of the earlier step, what comes after it and does not depend on it, followed by the last step: a choice of theirs there leads to
    /// a trace in which the two have changed places.
    /// </summary>
    private ulong Initials(int earlier)
    {
        var last = _trace.Count - 1;
        var initials = 0ul;
        for (var i = earlier + 1; i <= last; i++)
        {
            if (i < last && _trace.HappensBefore(earlier, i))
            {
                continue;
            }

            var isFirst = true;
            for (var j = earlier + 1; j < i && isFirst; j++)
            {
                isFirst = _trace.HappensBefore(earlier, j) || !_trace.HappensBefore(j, i);
            }

            initials |= isFirst ? 1ul << _trace[i].Choice : 0;
        }

        return initials;
    }

    /// <summary>To the deepest decision at which something is left to choose; false where there is none.</summary>
    private bool Backtrack()
    {
        while (_depth > 0)
        {
            var node = _nodes[_depth - 1];
            node.FallAsleep(node.Chosen, _trace[_depth - 1].Footprint);
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
