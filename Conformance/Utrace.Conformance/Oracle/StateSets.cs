using System.Collections.Concurrent;
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

    // Only what was looked at closely has numbers.
    private readonly StateStore _states;
    private readonly SuccessorBuffer _buffer;

    private readonly PackedSets _sets;
    private readonly WorkingSet _work;

    // Only lines that the model can show are remembered: however strange a log is, this stays small.
    private readonly ConcurrentDictionary<LogEvent, int> _lines = new();
    private readonly ConcurrentDictionary<ulong, int> _memo = new();
    private int _start = -1;
    private long _kept;

    public StateSets(ITransitionSystem system, OracleOptions options)
    {
        _system = system;
        _options = options;
        _states = new StateStore(system.StateSize);
        _buffer = new SuccessorBuffer(system.StateSize);
        _sets = new PackedSets(system.StateSize);
        _work = new WorkingSet(system.StateSize);
        Labels = new LabelTable(system);
        var initial = new byte[system.StateSize];
        system.Initial(initial);
        _states.Intern(initial, out _);
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
                return _start = _start < 0 ? CloseStart() : _start;
            }
        }
    }

    public ReadOnlySpan<byte> State(int state) => _states[state];

    /// <summary>How many states a set has.</summary>
    public int CountOf(int set)
    {
        lock (_growth)
        {
            return _sets.CountOf(set);
        }
    }

    /// <summary>The states of a set, for a close look.</summary>
    public int[] Members(int set)
    {
        lock (_growth)
        {
            var members = new int[_sets.CountOf(set)];
            for (var n = 0; n < members.Length; n++)
            {
                members[n] = _states.Intern(StateOf(set, n), out _);
            }

            return members;
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

    /// <summary>A set of another instance. Its states come in the order of their bytes, whatever that instance has read before.</summary>
    public int Import(StateSets other, int set)
    {
        var states = other.CopyOf(set);
        Array.Sort(states, static (a, b) => a.AsSpan().SequenceCompareTo(b));
        lock (_growth)
        {
            _work.Clear();
            foreach (var state in states)
            {
                _work.Add(state);
            }

            return _sets.NumberOf(_work);
        }
    }

    /// <summary>Every step of a state, contexts in their order; for a close look.</summary>
    /// <exception cref="OracleBoundException">There are too many states.</exception>
    public Edge[] EdgesOf(int state)
    {
        ThrowIfFull();
        _buffer.Clear();
        _system.Successors(_states[state], _buffer);
        var edges = new Edge[_buffer.Count];
        for (var n = 0; n < edges.Length; n++)
        {
            var transition = _buffer.Transition(n);
            edges[n] = new Edge(_states.Intern(_buffer.State(n), out _), Labels.IdOf(transition.Label), transition.Rule, transition.Context, Renaming: 0);
        }

        return edges;
    }

    private static ulong Key(int set, int label) => ((ulong)(uint)set << 32) | (uint)label;

    private byte[][] CopyOf(int set)
    {
        lock (_growth)
        {
            return [.. Enumerable.Range(0, _sets.CountOf(set)).Select(n => StateOf(set, n).ToArray())];
        }
    }

    private ReadOnlySpan<byte> StateOf(int set, int n) => _sets[set].Slice(n * _system.StateSize, _system.StateSize);

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
            after = Step(set, encoded, ContextOf(line));
        }

        if (_memo.TryAdd(Key(set, label), after))
        {
            _kept++;
        }

        _lines.TryAdd(line, label);
        return after;
    }

    /// <summary>Who can show a line; -1 if anybody can.</summary>
    private int ContextOf(LogEvent line)
    {
        var contexts = _system.Contexts;
        for (var context = 0; context < contexts.Count; context++)
        {
            if (string.Equals(contexts[context], line.Actor, StringComparison.Ordinal))
            {
                return context;
            }
        }

        return -1;
    }

    /// <summary>
    /// Only steps that show the line are made into states: most visible steps are never taken by a log, and so their targets are not kept. What a context can
    /// do in a state is cheaper to ask again than to remember.
    /// </summary>
    private int Step(int set, Label label, int context)
    {
        ThrowIfFull();
        _work.Clear();
        var states = _sets[set];
        for (; !states.IsEmpty; states = states[_system.StateSize..])
        {
            var state = states[.._system.StateSize];
            _buffer.Clear();
            if (context < 0)
            {
                _system.Successors(state, _buffer);
            }
            else
            {
                _system.Successors(state, context, _buffer);
            }

            Take(label);
        }

        return _work.Count == 0 ? Refused : Close();
    }

    private bool CanEnd(int set, Ended end)
    {
        var states = _sets[set];
        for (; !states.IsEmpty; states = states[_system.StateSize..])
        {
            var state = states[.._system.StateSize];
            if (_system.IsQuiescent(state) && _system.EndOf(state).Equals(end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes those successors in the buffer that a step with that label leads to.</summary>
    private void Take(Label label)
    {
        for (var n = 0; n < _buffer.Count; n++)
        {
            if (_buffer.Transition(n).Label == label)
            {
                _work.Add(_buffer.State(n));
            }
        }
    }

    private void ThrowIfFull()
    {
        if (_states.Count + _sets.States + _work.Count > _options.MaxStates)
        {
            throw new OracleBoundException(_options.MaxStates);
        }
    }

    /// <summary>The number of the set worked out, with all that hidden steps lead to.</summary>
    private int Close()
    {
        for (var n = 0; n < _work.Count; n++)
        {
            ThrowIfFull();
            _buffer.Clear();
            _system.Successors(_work[n], _buffer);
            Take(Label.Hidden);
        }

        var before = _sets.States;
        var number = _sets.NumberOf(_work);
        _kept += _sets.States - before;
        return number;
    }

    private int CloseStart()
    {
        _work.Clear();
        _work.Add(_states[0]);
        return Close();
    }
}
