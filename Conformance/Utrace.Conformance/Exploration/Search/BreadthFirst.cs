using System.Runtime.CompilerServices;

namespace Utrace.Conformance.Exploration.Search;

/// <summary>
/// The explorer: breadth-first search with parents. Some states are expanded into a batch, the places of all candidates are asked for, then they are
/// interned in order: states are numbered by discovery, whoever generated them. A reduced search expands a state by one context if that one's next
/// step is local (docs/exploration.md has the proof).
/// </summary>
internal sealed partial class BreadthFirst<TSystem, TStore, TSink>
    where TSystem : struct, ISearchSystem<TStore>
    where TStore : struct, IStateStore
    where TSink : struct, ISearchSink<TStore>
{
    private readonly Func<SearchBatch> _newBatch;
    private readonly SearchBatch _batch;
    private readonly SearchBatch _rest;
    private TStore _store;
    private TSystem _system;
    private TSink _sink;
    private int[] _parents = new int[1 << 8];
    private int _levelEnd;
    private bool _reduce;
    private int _maxStates;
    private long _maxBytes;

    public BreadthFirst(TStore store, Func<SearchBatch> newBatch)
    {
        _store = store;
        _newBatch = newBatch;
        _batch = newBatch();
        _rest = newBatch();
    }

    /// <summary>The states.</summary>
    public ref TStore Store => ref _store;

    /// <summary>The watcher.</summary>
    public ref TSink Sink => ref _sink;

    /// <summary>States whose successors are known.</summary>
    public int Expanded { get; private set; }

    /// <summary>Steps.</summary>
    public long Transitions { get; private set; }

    /// <summary>Steps to the farthest state.</summary>
    public int Depth { get; private set; }

    /// <summary>States expanded by one context alone.</summary>
    public int Reduced { get; private set; }

    /// <summary>Which bound ended the search.</summary>
    public ExplorationCut Cut { get; private set; }

    /// <summary>The memory of states and parents.</summary>
    public long Bytes => _store.Bytes + ((long)_parents.Length * sizeof(int));

    /// <summary>From where a state was found first; -1 for the initial one.</summary>
    public int Parent(int state) => _parents[state];

    /// <summary>Starts anew with an empty store.</summary>
    public void Begin(TSystem system, TSink sink)
    {
        _system = system;
        _sink = sink;
        Expanded = Depth = Reduced = 0;
        Transitions = 0;
        Cut = ExplorationCut.None;
        _batch.Clear(0);
        _system.Initial(_batch);
        _store.Intern(_batch, 0, out _);
        _parents[0] = -1;
        _levelEnd = 1;
    }

    /// <summary>Searches on until every state is expanded, a bound is reached or the watcher ends it.</summary>
    public void Run(SearchOptions options, Action? pulse = null)
    {
        _reduce = options.Reduce;
        _maxStates = options.MaxStates;
        _maxBytes = options.MaxBytes;
        while (Expanded < _store.Count)
        {
            // A second worker does not pay for a small graph.
            if (options.Workers > 1 && _store.Count >= options.HelpFrom)
            {
                RunWithHelper(pulse);
                return;
            }

            Generate(_batch, Expanded, Math.Min(_store.Count, Expanded + BlockSize));
            if (!Insert(_batch))
            {
                return;
            }

            pulse?.Invoke();
        }
    }

    private const int BlockSize = 16;

    private void Generate(SearchBatch batch, int first, int end)
    {
        batch.Clear(first);
        for (var state = first; state < end; state++)
        {
            var local = _reduce ? _system.LocalSuccessors(in _store, state, batch) : -1;
            if (local < 0)
            {
                _system.Successors(in _store, state, batch);
            }

            batch.EndState(local);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Insert(SearchBatch batch)
    {
        for (var n = 0; n < batch.Count; n++)
        {
            _store.Prefetch(batch, n);
        }

        var candidate = 0;
        for (var n = 0; n < batch.States; n++)
        {
            if (!CanGoOn())
            {
                return false;
            }

            var end = batch.End(n);
            var successors = end - candidate;
            var local = batch.Local(n);
            if (local < 0)
            {
                for (; candidate < end; candidate++)
                {
                    Add(batch, candidate);
                }
            }
            else
            {
                successors += AddLocal(batch, candidate, end, local);
                candidate = end;
            }

            Transitions += successors;
            if (!_sink.Expanded(in _store, Expanded, successors))
            {
                return false;
            }

            Expanded++;
        }

        return true;
    }

    private bool CanGoOn()
    {
        if (Expanded == _levelEnd)
        {
            _levelEnd = _store.Count;
            Depth++;
        }

        Cut = _store.Count > _maxStates ? ExplorationCut.States : Bytes + _sink.Bytes > _maxBytes ? ExplorationCut.Bytes : ExplorationCut.None;
        return Cut is ExplorationCut.None;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Add(SearchBatch batch, int candidate)
    {
        var target = _store.Intern(batch, candidate, out var added);
        if (added)
        {
            if (target >= _parents.Length)
            {
                Array.Resize(ref _parents, _parents.Length * 2);
            }

            _parents[target] = Expanded;
        }

        _sink.Edge(Expanded, batch, candidate, target, added);
        return target;
    }

    /// <summary>
    /// The steps of the one local context. The others as well if one of them is visible, or if all lead back to expanded states: round a cycle the others
    /// could be put off for ever. Answers how many others.
    /// </summary>
    private int AddLocal(SearchBatch batch, int candidate, int end, int local)
    {
        var alone = true;
        var open = _system.LocalStepsEnd;
        for (; candidate < end; candidate++)
        {
            alone &= !_sink.IsVisible(batch, candidate);
            open |= Add(batch, candidate) > Expanded;
        }

        if (alone && open)
        {
            Reduced++;
            return 0;
        }

        _rest.Clear(Expanded);
        _system.OtherSuccessors(in _store, Expanded, local, _rest);
        for (var n = 0; n < _rest.Count; n++)
        {
            Add(_rest, n);
        }

        return _rest.Count;
    }
}
