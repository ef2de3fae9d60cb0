using Utrace.Reference;

namespace Utrace.Conformance.Tests.Exploration;

/// <summary>
/// Visits every reachable state of a system and tries each local step against each step of every other context, in both orders.
/// That they meet in one state, show the same, and leave the step local with the same alternatives is, by induction over the steps of others, all that an ample set needs.
/// </summary>
public sealed class DiamondCheck(ITransitionSystem system)
{
    private readonly SuccessorBuffer _all = new(system.StateSize);
    private readonly SuccessorBuffer _mine = new(system.StateSize);
    private readonly SuccessorBuffer _after = new(system.StateSize);
    private readonly SuccessorBuffer _other = new(system.StateSize);

    /// <summary>How many pairs of steps were tried.</summary>
    public int Pairs { get; private set; }

    /// <summary>What is wrong; null if nothing is.</summary>
    public string? Run()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<byte[]>();
        var initial = new byte[system.StateSize];
        system.Initial(initial);
        queue.Enqueue(initial);
        seen.Add(Key(initial));
        while (queue.TryDequeue(out var state))
        {
            _all.Clear();
            system.Successors(state, _all);
            for (var context = 0; context < system.Contexts.Count; context++)
            {
                if (system.IsLocal(state, context) && Check(state, context) is { } wrong)
                {
                    return $"{wrong}; {string.Join("; ", system.DescribeWaits(state))}";
                }
            }

            for (var n = 0; n < _all.Count; n++)
            {
                if (seen.Add(Key(_all.State(n))))
                {
                    queue.Enqueue(_all.State(n).ToArray());
                }
            }
        }

        return null;
    }

    private static string Key(ReadOnlySpan<byte> state) => Convert.ToBase64String(state);

    private string? Check(byte[] state, int context)
    {
        _mine.Clear();
        system.Successors(state, context, _mine);
        if (_mine.Count == 0)
        {
            return $"{system.Contexts[context]} is local and cannot move";
        }

        for (var n = 0; n < _all.Count; n++)
        {
            if (_all.Transition(n).Context != context && Pair(context, n) is { } wrong)
            {
                var other = _all.Transition(n);
                return $"{system.Contexts[context]} ({system.Describe(_mine.Transition(0).Rule).What}) after {system.Contexts[other.Context]} ({system.Describe(other.Rule).What}): {wrong}";
            }
        }

        return null;
    }

    private string? Pair(int context, int n)
    {
        Pairs++;
        var other = _all.Transition(n);
        var behind = _all.State(n);
        _after.Clear();
        system.Successors(behind, context, _after);
        if (!system.IsLocal(behind, context) || _after.Count != _mine.Count)
        {
            return "it is not local any more, or has other alternatives";
        }

        for (var alternative = 0; alternative < _mine.Count; alternative++)
        {
            if (_after.Transition(alternative) != _mine.Transition(alternative))
            {
                return "it shows something else";
            }

            _other.Clear();
            system.Successors(_mine.State(alternative), other.Context, _other);
            var met = false;
            var same = false;
            for (var m = 0; m < _other.Count; m++)
            {
                same |= _other.Transition(m) == other;
                met |= _other.Transition(m) == other && _other.State(m).SequenceEqual(_after.State(alternative));
            }

            if (!met)
            {
                return same ? "the two orders end in another state" : "the other step is disabled or shows something else";
            }
        }

        return null;
    }
}
