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

    private const int Unknown = -1;
    private const int Resting = -2;
    private const int Block = 16;

    private readonly ITransitionSystem _system;
    private readonly OracleOptions _options;
    private readonly Lock _growth = new();
    private readonly StateStore _states;
    private readonly SuccessorBuffer _buffer;

    private About[] _about = new About[1 << 8];
    private int[] _targets = new int[1 << 8];
    private int _targetCount;
    private readonly List<int[]> _sets = [];
    private readonly Dictionary<int[], int> _numbers = new(new SetComparer());

    // Only lines that the model can show are remembered: however strange a log is, this stays small.
    private readonly ConcurrentDictionary<LogEvent, int> _lines = new();
    private readonly ConcurrentDictionary<ulong, int> _memo = new();
    private readonly int[] _ends = new int[Block];
    private ulong[] _hashes = new ulong[1 << 8];
    private int _generation;
    private readonly List<int> _work = [];
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
        Intern(initial, StateStore.Hash(initial));
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
                var state = other.CopyOf(members[n]);
                members[n] = Intern(state, StateStore.Hash(state));
            }

            Array.Sort(members);
            return NumberOf(members);
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
            edges[n] = new Edge(Intern(_buffer.State(n), StateStore.Hash(_buffer.State(n))), Labels.IdOf(transition.Label), transition.Rule, transition.Context);
        }

        return edges;
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
        _buffer.Clear();
        _generation++;
        foreach (var state in _sets[set])
        {
            if (context < 0)
            {
                _system.Successors(_states[state], _buffer);
            }
            else
            {
                _system.Successors(_states[state], context, _buffer);
            }
        }

        Prefetch(label);
        for (var n = 0; n < _buffer.Count; n++)
        {
            if (_buffer.Transition(n).Label == label && Intern(_buffer.State(n), _hashes[n]) is var target && Mark(target))
            {
                _work.Add(target);
            }
        }

        return _work.Count == 0 ? Refused : Close();
    }

    private bool CanEnd(int set, Ended end)
    {
        foreach (var state in _sets[set])
        {
            // A set that came from elsewhere may not have been looked at here.
            var steps = _about[state].Count;
            if ((steps == Resting || (steps == Unknown && _system.IsQuiescent(_states[state]))) && _system.EndOf(_states[state]).Equals(end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Asks the processor for the places of what is in the buffer and shows a line: a moment later they are there, all at once.</summary>
    private void Prefetch(Label label)
    {
        if (_hashes.Length < _buffer.Count)
        {
            _hashes = new ulong[_buffer.Count * 2];
        }

        for (var n = 0; n < _buffer.Count; n++)
        {
            if (_buffer.Transition(n).Label == label)
            {
                _hashes[n] = StateStore.Hash(_buffer.State(n));
                _states.Prefetch(_hashes[n]);
            }
        }
    }

    private int Intern(ReadOnlySpan<byte> state, ulong hash)
    {
        var number = _states.Intern(state, hash, out var added);
        if (added)
        {
            if (number >= _about.Length)
            {
                Array.Resize(ref _about, _about.Length * 2);
            }

            _about[number] = new About { Count = Unknown };
        }

        return number;
    }

    /// <summary>Finds where the hidden steps of some of the states worked out lead.</summary>
    private void Expand(int from, int end)
    {
        ThrowIfFull();
        _buffer.Clear();
        for (var n = from; n < end; n++)
        {
            if (_about[_work[n]].Count == Unknown)
            {
                _system.Successors(_states[_work[n]], _buffer);
            }

            _ends[n - from] = _buffer.Count;
        }

        if (_targetCount + _buffer.Count > _targets.Length)
        {
            Array.Resize(ref _targets, Math.Max(_targets.Length * 2, _targetCount + _buffer.Count));
        }

        Prefetch(Label.Hidden);
        var next = 0;
        for (var n = from; n < end; n++)
        {
            if (_about[_work[n]].Count == Unknown)
            {
                var (first, any) = (_targetCount, _ends[n - from] > next);
                for (; next < _ends[n - from]; next++)
                {
                    if (_buffer.Transition(next).Label.IsHidden)
                    {
                        _targets[_targetCount++] = Intern(_buffer.State(next), _hashes[next]);
                    }
                }

                ref var about = ref _about[_work[n]];
                (about.First, about.Count) = (first, any ? _targetCount - first : Resting);
            }
        }
    }

    private void ThrowIfFull()
    {
        if (_states.Count > _options.MaxStates)
        {
            throw new OracleBoundException(_options.MaxStates);
        }
    }

    /// <summary>The number of the marked states that were worked out, with all that hidden steps lead to.</summary>
    private int Close()
    {
        for (var n = 0; n < _work.Count;)
        {
            var end = Math.Min(_work.Count, n + Block);
            Expand(n, end);
            for (; n < end; n++)
            {
                var about = _about[_work[n]];
                for (var target = 0; target < about.Count; target++)
                {
                    if (Mark(_targets[about.First + target]))
                    {
                        _work.Add(_targets[about.First + target]);
                    }
                }
            }
        }

        _work.Sort();
        return NumberOf([.. _work]);
    }

    private int CloseStart()
    {
        _work.Clear();
        _generation++;
        Mark(0);
        _work.Add(0);
        return Close();
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
        ref var about = ref _about[state];
        if (about.Mark == _generation)
        {
            return false;
        }

        about.Mark = _generation;
        return true;
    }

    /// <summary>What is known of a state, together in memory.</summary>
    private struct About
    {
        /// <summary>Where its hidden steps begin among the targets.</summary>
        public int First;

        /// <summary>How many there are; <see cref="Unknown"/>, or <see cref="Resting"/> where it has no step at all.</summary>
        public int Count;

        /// <summary>The generation that met it last.</summary>
        public int Mark;
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
