using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// Every way in which the model explains some lines of a log, from its beginning or from a set of states on: nodes are (lines shown, state), found breadth first,
/// so that the way back from a node is a shortest one. Needed only when something is to be explained; the run itself keeps sets alone.
/// </summary>
internal sealed class ExplanationGraph
{
    private readonly ITransitionSystem _system;
    private readonly StateSets _sets;
    private readonly PairStore _nodes = new();
    private readonly List<(int Parent, Edge Edge)> _ways = [];
    private readonly List<(int From, int To, ushort Rule)> _links = [];

    /// <summary>Explains the first lines of a log.</summary>
    public ExplanationGraph(ITransitionSystem system, StateSets sets, IReadOnlyList<LogEvent> lines, int count)
        : this(system, sets, [0], lines, 0, count)
    {
    }

    /// <summary>Explains the lines from one on, which some states may be before.</summary>
    public ExplanationGraph(ITransitionSystem system, StateSets sets, ReadOnlySpan<int> start, IReadOnlyList<LogEvent> lines, int from, int count)
    {
        _system = system;
        _sets = sets;
        Count = count;
        var labels = lines.Skip(from).Take(count - from).Select(l => system.TryEncode(l, out var label) ? sets.Labels.IdOf(label) : -1).ToArray();
        foreach (var state in start)
        {
            Add(from, state, -1, default);
        }

        for (var node = 0; node < _nodes.Count; node++)
        {
            var (shown, state) = _nodes[node];
            foreach (var edge in _sets.EdgesOf(state))
            {
                if (edge.Label == 0 || (shown < count && edge.Label == labels[shown - from]))
                {
                    var to = Add(edge.Label == 0 ? shown : shown + 1, edge.Target, node, edge);
                    _links.Add((node, to, edge.Rule));
                }
            }
        }
    }

    /// <summary>How many lines it explains.</summary>
    public int Count { get; }

    /// <summary>A shortest way that shows all the lines.</summary>
    public Trace Shortest()
    {
        var node = Enumerable.Range(0, _nodes.Count).First(n => _nodes[n].First == Count);
        var state = _sets.State(_nodes[node].Second);
        return new Trace(
            [.. Way(node, 0).Select(e => new TraceStep(_system.Contexts[e.Context], ToTransition(e), _system.Describe(e.Rule), _sets.Labels.Line(e.Label)))],
            null,
            [.. _system.DescribeWaits(state)]);
    }

    /// <summary>What the model allows behind the lines.</summary>
    public ImmutableArray<AllowedLine> Allowed()
    {
        var allowed = new Dictionary<int, (byte Context, AllowedLine Line)>();
        var ends = new Dictionary<Ended, AllowedLine>();
        for (var node = 0; node < _nodes.Count; node++)
        {
            var (shown, state) = _nodes[node];
            if (shown != Count)
            {
                continue;
            }

            var edges = _sets.EdgesOf(state);
            if (edges.Length == 0)
            {
                var end = _system.EndOf(_sets.State(state));
                ends.TryAdd(end, new AllowedLine(end, LogEvent.Nobody, []));
            }

            foreach (var edge in edges)
            {
                if (edge.Label != 0 && !allowed.ContainsKey(edge.Label))
                {
                    var rules = Way(node, Count).Append(edge).Where(e => e.Context == edge.Context).Select(e => _system.Describe(e.Rule));
                    var line = new AllowedLine(_sets.Labels.Line(edge.Label)!, _system.Contexts[edge.Context], [.. rules]);
                    allowed.Add(edge.Label, (edge.Context, line));
                }
            }
        }

        return
        [
            .. allowed.Values.OrderBy(a => a.Context).ThenBy(a => a.Line.Line.ToString(), StringComparer.Ordinal).Select(a => a.Line),
            .. ends.Values.OrderBy(a => a.Line.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>The rules on the ways that show all the lines and may end with <paramref name="end"/>, ascending.</summary>
    public ImmutableArray<ushort> RulesTo(Ended end)
    {
        var into = _links.ToLookup(l => l.To);
        var alive = new bool[_nodes.Count];
        var queue = new Queue<int>();
        for (var node = 0; node < _nodes.Count; node++)
        {
            var (shown, state) = _nodes[node];
            if (shown == Count && _sets.EdgesOf(state).Length == 0 && _system.EndOf(_sets.State(state)).Equals(end))
            {
                alive[node] = true;
                queue.Enqueue(node);
            }
        }

        var rules = new SortedSet<ushort>();
        while (queue.TryDequeue(out var node))
        {
            foreach (var (from, _, rule) in into[node])
            {
                rules.Add(rule);
                if (!alive[from])
                {
                    alive[from] = true;
                    queue.Enqueue(from);
                }
            }
        }

        return [.. rules];
    }

    private static Transition ToTransition(Edge edge) => new(edge.Context, edge.Rule, Label.Hidden);

    /// <summary>The edges of the way to a node, from the first node that shows at least <paramref name="shown"/> lines.</summary>
    private List<Edge> Way(int node, int shown)
    {
        var way = new List<Edge>();
        for (; _ways[node].Parent >= 0 && _nodes[_ways[node].Parent].First >= shown; node = _ways[node].Parent)
        {
            way.Add(_ways[node].Edge);
        }

        way.Reverse();
        return way;
    }

    private int Add(int shown, int state, int parent, Edge edge)
    {
        var node = _nodes.Intern(shown, state, out var added);
        if (added)
        {
            _ways.Add((parent, edge));
        }

        return node;
    }
}
