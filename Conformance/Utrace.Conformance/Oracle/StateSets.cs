using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Utrace.Conformance.Exploration;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// The determinised model, built while logs are read: a set of states is closed under hidden steps and has a number; what a line makes of a set is remembered
/// and shared by all logs. <see cref="After"/> is thread-safe, and takes no lock where the answer is known; everything else is for one thread, or under the lock.
/// </summary>
internal sealed class StateSets
{
    /// <summary>In place of a set: no state of the set allows the line.</summary>
    public const int Refused = -1;

    /// <summary>In place of a set: the line is the end, and the log may end there.</summary>
    public const int Ended = -2;

    private readonly ITransitionSystem _system;
    private readonly OracleOptions _options;
    private readonly Lock _growth = new();
    private readonly StateStore _states;
    private readonly SuccessorBuffer _buffer;
    private readonly List<(int First, int Count)> _edgesOf = [];
    private Edge[] _edges = new Edge[1 << 8];
    private int _edgeCount;
    private readonly List<int[]> _sets = [];
    private readonly Dictionary<int[], int> _numbers = new(new SetComparer());

    // Only lines that the model can show are remembered: however strange a log is, this stays small.
    private readonly ConcurrentDictionary<LogEvent, int> _lines = new();
    private readonly ConcurrentDictionary<ulong, int> _memo = new();
    private int[] _mark = new int[1 << 8];
    private int _generation;
    private int _start = -1;
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
        Intern(initial);
    }

    public LabelTable Labels { get; }

    /// <summary>Whether it is time to forget.</summary>
    public bool IsFull => Volatile.Read(ref _kept) > _options.MaxKept;

    /// <summary>The set before the first line.</summary>
    /// <exception cref="OracleBoundException">It needs too many states.</exception>
    public int Start
    {
        get
        {
            lock (_growth)
            {
                return _start = _start < 0 ? Close([0]) : _start;
            }
        }
    }

    public ReadOnlySpan<byte> State(int state) => _states[state];

    /// <summary>The states of a set.</summary>
    public int[] Members(int set)
    {
        lock (_growth)
        {
            return _sets[set];
        }
    }

    /// <summary>The set behind a line, or <see cref="Refused"/>, or <see cref="Ended"/>.</summary>
    /// <exception cref="OracleBoundException">It needs too many states.</exception>
    public int After(int set, LogEvent line)
    {
        if (_lines.TryGetValue(line, out var label) && _memo.TryGetValue(Key(set, label), out var after))
        {
            return after;
        }

        lock (_growth)
        {
            return Compute(set, line);
        }
    }

    /// <summary>A set of another instance.</summary>
    public int Import(StateSets other, int set)
    {
        int[] members = [.. other.Members(set)];
        lock (_growth)
        {
            for (var n = 0; n < members.Length; n++)
            {
                members[n] = Intern(other.CopyOf(members[n]));
            }

            Array.Sort(members);
            return NumberOf(members);
        }
    }

    /// <summary>The edges of a state; valid until the next call.</summary>
    /// <exception cref="OracleBoundException">There are too many states.</exception>
    public ReadOnlySpan<Edge> EdgesOf(int state)
    {
        var (first, count) = _edgesOf[state];
        if (first < 0)
        {
            (first, count) = Expand(state);
        }

        return _edges.AsSpan(first, count);
    }

    private static ulong Key(int set, int label) => ((ulong)(uint)set << 32) | (uint)label;

    private byte[] CopyOf(int state)
    {
        lock (_growth)
        {
            return _states[state].ToArray();
        }
    }

    private int Compute(int set, LogEvent line)
    {
        int after;
        int label;
        if (line is Ended end)
        {
            after = CanEnd(set, end) ? Ended : Refused;
            if (after == Refused)
            {
                return after;
            }

            label = Labels.IdOf(end);
        }
        else
        {
            if (!_system.TryEncode(line, out var encoded) || encoded.IsHidden)
            {
                return Refused;
            }

            label = Labels.IdOf(encoded);
            after = Step(set, label);
        }

        if (_memo.TryAdd(Key(set, label), after))
        {
            _kept++;
        }

        _lines.TryAdd(line, label);
        return after;
    }

    private int Step(int set, int label)
    {
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

        return targets.Count == 0 ? Refused : Close(targets);
    }

    private bool CanEnd(int set, Ended end)
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

    private int Intern(ReadOnlySpan<byte> state)
    {
        var number = _states.Intern(state, out var added);
        if (added)
        {
            _edgesOf.Add((-1, 0));
        }

        return number;
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
            _edges[_edgeCount++] = new Edge(Intern(_buffer.State(n)), Labels.IdOf(transition.Label), transition.Rule, transition.Context);
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
        return NumberOf([.. states]);
    }

    private int NumberOf(int[] set)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, set, out var known);
        if (!known)
        {
            number = _sets.Count;
            _sets.Add(set);
            _kept += set.Length;
        }

        return number;
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
