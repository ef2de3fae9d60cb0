using System.Runtime.InteropServices;
using Utrace.Conformance.Exploration;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// The determinised model, built while logs are read: a set of states is closed under hidden steps and has a number; what a line makes of a set is remembered.
/// Set -1 is the empty set. Not thread-safe.
/// </summary>
internal sealed class StateSets
{
    private readonly ITransitionSystem _system;
    private readonly OracleOptions _options;
    private readonly StateStore _states;
    private readonly SuccessorBuffer _buffer;
    private readonly List<(int First, int Count)> _edgesOf = [];
    private Edge[] _edges = new Edge[1 << 10];
    private int _edgeCount;
    private readonly List<int[]> _sets = [];
    private readonly Dictionary<int[], int> _numbers = new(new SetComparer());
    private readonly Dictionary<(int Set, int Label), int> _memo = [];
    private int[] _mark = new int[1 << 10];
    private int _generation;
    private long _kept;

    public StateSets(ITransitionSystem system, OracleOptions options)
    {
        _system = system;
        _options = options;
        _states = new StateStore(system.StateSize);
        _buffer = new SuccessorBuffer(system.StateSize);
        Labels = new LabelTable(system);
        var initial = new byte[system.StateSize];
        system.Initial(initial);
        _states.Intern(initial, out _);
        _edgesOf.Add((-1, 0));
    }

    public LabelTable Labels { get; }

    /// <summary>States known.</summary>
    public int States => _states.Count;

    /// <summary>The set before the first line.</summary>
    public int Start => Close([0]);

    public ReadOnlySpan<byte> State(int state) => _states[state];

    /// <summary>The states of a set.</summary>
    public ReadOnlySpan<int> this[int set] => _sets[set];

    /// <summary>The set behind a line; -1 where no state of the set allows it.</summary>
    public int After(int set, LogEvent line)
    {
        if (!_system.TryEncode(line, out var encoded) || encoded.IsHidden)
        {
            return -1;
        }

        var label = Labels.IdOf(encoded);
        if (_memo.TryGetValue((set, label), out var known))
        {
            return known;
        }

        var targets = new List<int>();
        _generation++;
        foreach (var state in _sets[set])
        {
            foreach (var edge in EdgesOf(state))
            {
                if (edge.Label == label && Mark(edge.Target))
                {
                    targets.Add(edge.Target);
                }
            }
        }

        var after = targets.Count == 0 ? -1 : Close(targets);
        _memo.Add((set, label), after);
        return after;
    }

    /// <summary>Whether some state of the set ends a log with this line.</summary>
    public bool CanEnd(int set, Ended end)
    {
        foreach (var state in _sets[set])
        {
            if (EdgesOf(state).IsEmpty && _system.EndOf(_states[state]).Equals(end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The edges of a state; valid until the next call.</summary>
    public ReadOnlySpan<Edge> EdgesOf(int state)
    {
        var (first, count) = _edgesOf[state];
        if (first < 0)
        {
            (first, count) = Expand(state);
        }

        return _edges.AsSpan(first, count);
    }

    private (int First, int Count) Expand(int state)
    {
        if (_states.Count > _options.MaxStates)
        {
            throw new OracleBoundException(_options.MaxStates);
        }

        _buffer.Clear();
        _system.Successors(_states[state], _buffer);
        var first = _edgeCount;
        if (first + _buffer.Count > _edges.Length)
        {
            Array.Resize(ref _edges, Math.Max(_edges.Length * 2, first + _buffer.Count));
        }

        for (var n = 0; n < _buffer.Count; n++)
        {
            var transition = _buffer.Transition(n);
            var target = _states.Intern(_buffer.State(n), out var added);
            if (added)
            {
                _edgesOf.Add((-1, 0));
            }

            _edges[_edgeCount++] = new Edge(target, Labels.IdOf(transition.Label), transition.Rule, transition.Context);
        }

        return _edgesOf[state] = (first, _buffer.Count);
    }

    private int Close(List<int> states)
    {
        _generation++;
        foreach (var state in states)
        {
            Mark(state);
        }

        for (var n = 0; n < states.Count; n++)
        {
            foreach (var edge in EdgesOf(states[n]))
            {
                if (edge.Label == 0 && Mark(edge.Target))
                {
                    states.Add(edge.Target);
                }
            }
        }

        states.Sort();
        var set = states.ToArray();
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, set, out var known);
        if (!known)
        {
            number = _sets.Count;
            _sets.Add(set);
            _kept += set.Length;
        }

        return number;
    }

    /// <summary>Forgets all sets where too many are kept; only between logs.</summary>
    public void Trim()
    {
        if (_kept > _options.MaxKept)
        {
            _sets.Clear();
            _numbers.Clear();
            _memo.Clear();
            _kept = 0;
        }
    }

    private bool Mark(int state)
    {
        if (state >= _mark.Length)
        {
            Array.Resize(ref _mark, Math.Max(_mark.Length * 2, state + 1));
        }

        if (_mark[state] == _generation)
        {
            return false;
        }

        _mark[state] = _generation;
        return true;
    }

    private sealed class SetComparer : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] set)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(set.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
