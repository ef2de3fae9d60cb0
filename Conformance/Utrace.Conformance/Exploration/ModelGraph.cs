using Utrace.Reference;

namespace Utrace.Conformance.Exploration;

/// <summary>An edge of the model's graph. The source is known from where the edge lies.</summary>
internal readonly record struct Edge(int Target, int Label, ushort Rule, byte Context);

/// <summary>
/// The graph of every reachable state of a transition system, numbered in breadth-first order, with its edges and a shortest way to each state.
/// Everything lies in flat arrays: no object per state.
/// </summary>
internal sealed class ModelGraph
{
    private const int ReportEvery = 1 << 15;

    private readonly ITransitionSystem _system;
    private readonly StateStore _states;
    private Edge[] _edges = new Edge[1 << 10];
    private int _edgeCount;
    private int[] _firstEdge = new int[1 << 10];
    private int[] _parentEdge = new int[1 << 10];
    private int[] _parent = new int[1 << 10];

    public ModelGraph(ITransitionSystem system)
    {
        _system = system;
        _states = new StateStore(system.StateSize);
        Labels = new LabelTable(system);
    }

    /// <summary>The lines on the edges.</summary>
    public LabelTable Labels { get; }

    /// <summary>States found.</summary>
    public int States => _states.Count;

    /// <summary>States whose edges are known.</summary>
    public int Expanded { get; private set; }

    /// <summary>Edges.</summary>
    public int Transitions => _edgeCount;

    /// <summary>Steps of the longest shortest way.</summary>
    public int Depth { get; private set; }

    /// <summary>Why the graph is not whole.</summary>
    public ExplorationCut Cut { get; private set; }

    /// <summary>The memory it holds, in bytes.</summary>
    public long Bytes => _states.Bytes + ((long)_edges.Length * 12) + ((long)_firstEdge.Length * 12);

    /// <summary>The bytes of a state.</summary>
    public ReadOnlySpan<byte> State(int state) => _states[state];

    /// <summary>Index of the first edge of an expanded state; its edges end where those of the next state begin.</summary>
    public int FirstEdge(int state) => _firstEdge[state];

    /// <summary>The edges from <see cref="FirstEdge"/> to the next state's.</summary>
    public ReadOnlySpan<Edge> EdgesOf(int state) => _edges.AsSpan(_firstEdge[state], _firstEdge[state + 1] - _firstEdge[state]);

    /// <summary>The edges of the state that is being visited.</summary>
    public ReadOnlySpan<Edge> NewestEdges => _edges.AsSpan(_firstEdge[Expanded], _edgeCount - _firstEdge[Expanded]);

    /// <summary>An edge.</summary>
    public Edge Edge(int edge) => _edges[edge];

    /// <summary>Builds the graph; <paramref name="visit"/> is called for every expanded state in breadth-first order, true where no context can move.</summary>
    public void Build(ExplorationOptions options, Action<int, bool> visit, IProgress<ExplorationProgress>? progress, CancellationToken cancel)
    {
        var buffer = new SuccessorBuffer(_system.StateSize);
        var initial = new byte[_system.StateSize];
        _system.Initial(initial);
        _states.Intern(initial, out _);
        _parent[0] = -1;
        _parentEdge[0] = -1;
        var levelEnd = 1;
        for (; Expanded < _states.Count; Expanded++)
        {
            if (Expanded == levelEnd)
            {
                levelEnd = _states.Count;
                Depth++;
            }

            Cut = _states.Count > options.MaxStates ? ExplorationCut.States
                : Bytes > options.MaxBytes ? ExplorationCut.Bytes
                : ExplorationCut.None;
            if (Cut is not ExplorationCut.None)
            {
                break;
            }

            if (Expanded % ReportEvery == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report(new ExplorationProgress(_states.Count, Expanded, WithHistories: false));
            }

            Expand(buffer);
            visit(Expanded, buffer.Count == 0);
        }

        _firstEdge[Expanded] = _edgeCount;
    }

    /// <summary>The edges of a shortest way to a state.</summary>
    public List<int> WayTo(int state)
    {
        var way = new List<int>();
        for (; _parent[state] >= 0; state = _parent[state])
        {
            way.Add(_parentEdge[state]);
        }

        way.Reverse();
        return way;
    }

    private void Expand(SuccessorBuffer buffer)
    {
        buffer.Clear();
        _system.Successors(_states[Expanded], buffer);
        _firstEdge[Expanded] = _edgeCount;
        if (_edgeCount + buffer.Count > _edges.Length)
        {
            Array.Resize(ref _edges, Math.Max(_edges.Length * 2, _edgeCount + buffer.Count));
        }

        for (var n = 0; n < buffer.Count; n++)
        {
            var transition = buffer.Transition(n);
            var target = _states.Intern(buffer.State(n), out var added);
            if (added)
            {
                if (target + 1 >= _parent.Length)
                {
                    Array.Resize(ref _parent, _parent.Length * 2);
                    Array.Resize(ref _parentEdge, _parent.Length);
                    Array.Resize(ref _firstEdge, _parent.Length);
                }

                _parent[target] = Expanded;
                _parentEdge[target] = _edgeCount;
            }

            _edges[_edgeCount++] = new Edge(target, Labels.IdOf(transition.Label), transition.Rule, transition.Context);
        }
    }
}
