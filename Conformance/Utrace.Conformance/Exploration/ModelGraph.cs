using Utrace.Conformance.Exploration.Search;
using Utrace.Reference;

namespace Utrace.Conformance.Exploration;

/// <summary>An edge of the model's graph. The source is known from where the edge lies; the target is the image, under the renaming, of the state that the step leads to.</summary>
internal readonly record struct Edge(int Target, int Label, ushort Rule, byte Context, byte Renaming);

/// <summary>
/// The graph of every reachable state of a transition system, numbered in breadth-first order, with its edges and a shortest way to each state.
/// Everything lies in flat arrays: no object per state.
/// </summary>
internal sealed class ModelGraph
{
    private readonly BreadthFirst<ModelSpace, ByteStore, ModelSink> _search;
    private readonly ITransitionSystem _system;
    private readonly StateStore _states;
    private Edge[] _edges = new Edge[1 << 7];
    private int _edgeCount;
    private int[] _firstEdge = new int[1 << 6];
    private int[] _parentEdge = new int[1 << 6];
    private Action<int, bool>? _visit;
    private Func<int, bool>? _isVisible;

    public ModelGraph(ITransitionSystem system, ISymmetry? symmetry = null)
    {
        _system = system;
        Symmetry = symmetry;
        _states = new StateStore(system.StateSize);
        _search = new(new ByteStore(_states), () => new SearchBatch(system.StateSize));
        Labels = new LabelTable(system, symmetry);
    }

    /// <summary>The renamings of which each set of images has one state here; null where every state has its own.</summary>
    public ISymmetry? Symmetry { get; }

    /// <summary>The lines on the edges.</summary>
    public LabelTable Labels { get; }

    /// <summary>States found.</summary>
    public int States => _states.Count;

    /// <summary>States whose edges are known.</summary>
    public int Expanded => _search.Expanded;

    /// <summary>Edges.</summary>
    public int Transitions => _edgeCount;

    /// <summary>Steps of the longest shortest way.</summary>
    public int Depth => _search.Depth;

    /// <summary>States expanded by one context alone; 0 in a full exploration.</summary>
    public int Reduced => _search.Reduced;

    /// <summary>Why the graph is not whole.</summary>
    public ExplorationCut Cut => _search.Cut;

    /// <summary>The memory it holds, in bytes.</summary>
    public long Bytes => _search.Bytes + EdgeBytes;

    /// <summary>The memory of the edges.</summary>
    public long EdgeBytes => ((long)_edges.Length * 12) + ((long)_firstEdge.Length * 8);

    /// <summary>The bytes of a state.</summary>
    public ReadOnlySpan<byte> State(int state) => _states[state];

    /// <summary>Index of the first edge of an expanded state; its edges end where those of the next state begin.</summary>
    public int FirstEdge(int state) => _firstEdge[state];

    /// <summary>The edges from <see cref="FirstEdge"/> to the next state's.</summary>
    public ReadOnlySpan<Edge> EdgesOf(int state) => _edges.AsSpan(_firstEdge[state], _firstEdge[state + 1] - _firstEdge[state]);

    /// <summary>An edge.</summary>
    public Edge Edge(int edge) => _edges[edge];

    /// <summary>Builds the graph; <paramref name="visit"/> is called for every expanded state in breadth-first order, true where no context can move.</summary>
    /// <param name="options">Bounds and workers.</param>
    /// <param name="reduce">Whether a state with a local step is expanded by that context alone.</param>
    /// <param name="isVisible">Whether the order of a line among those of other contexts matters; null if that of none does.</param>
    /// <param name="visit">Told every expanded state.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancel">Ends it.</param>
    public void Build(
        ExplorationOptions options, bool reduce, Func<int, bool>? isVisible, Action<int, bool> visit, IProgress<ExplorationProgress>? progress, CancellationToken cancel)
    {
        _visit = visit;
        _isVisible = isVisible;
        _parentEdge[0] = -1;
        var pulse = new Pulse(progress, withHistories: false, cancel);
        pulse.Beat(0, 0);
        _search.Begin(new ModelSpace(_system, Symmetry), new ModelSink(this));
        var search = new SearchOptions
        {
            Reduce = reduce,
            Workers = options.Workers,
            HelpFrom = options.HelpFrom,
            MaxStates = options.MaxStates,
            MaxBytes = options.MaxBytes,
        };
        _search.Run(search, () => pulse.Beat(_states.Count, _search.Expanded));
    }

    /// <summary>The edges of a shortest way to a state.</summary>
    public List<int> WayTo(int state)
    {
        var way = new List<int>();
        for (; _search.Parent(state) >= 0; state = _search.Parent(state))
        {
            way.Add(_parentEdge[state]);
        }

        way.Reverse();
        return way;
    }

    internal bool IsVisible(Transition transition) => _isVisible is not null && _isVisible(Labels.IdOf(transition.Label));

    internal void AddEdge(Transition transition, int target, bool added, byte renaming)
    {
        if (_edgeCount == _edges.Length)
        {
            Array.Resize(ref _edges, _edges.Length * 2);
        }

        if (added)
        {
            if (target + 1 >= _parentEdge.Length)
            {
                Array.Resize(ref _parentEdge, _parentEdge.Length * 2);
                Array.Resize(ref _firstEdge, _parentEdge.Length);
            }

            _parentEdge[target] = _edgeCount;
        }

        _edges[_edgeCount++] = new Edge(target, Labels.IdOf(transition.Label), transition.Rule, transition.Context, renaming);
    }

    internal void EndState(int state, bool quiescent)
    {
        _firstEdge[state + 1] = _edgeCount;
        _visit!(state, quiescent);
    }
}
