using Utrace.Conformance.Exploration;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Historic;

/// <summary>For every state of a graph the way to an end of the log that shows the fewest lines.</summary>
internal sealed class WayToEnd
{
    /// <summary>In place of a length: no way leads to an end.</summary>
    public const int None = int.MaxValue;

    private const int AtEnd = -1;

    private readonly ModelGraph _graph;
    private readonly ITransitionSystem _system;
    private readonly int[] _lines;
    private readonly int[] _next;

    /// <summary>Looks at the whole graph backwards: first the states from which hidden steps alone lead to an end, then those one line away, and so on.</summary>
    public WayToEnd(ModelGraph graph, ITransitionSystem system)
    {
        (_graph, _system) = (graph, system);
        _lines = new int[graph.States];
        _next = new int[graph.States];
        Array.Fill(_lines, None);
        var (first, sources) = Reversed(graph);
        var level = new List<int>();
        for (var state = 0; state < graph.States; state++)
        {
            if (graph.EdgesOf(state).IsEmpty)
            {
                (_lines[state], _next[state]) = (0, AtEnd);
                level.Add(state);
            }
        }

        for (var lines = 0; level.Count > 0; lines++)
        {
            for (var n = 0; n < level.Count; n++)
            {
                Settle(level[n], lines, isHidden: true, level);
            }

            var later = new List<int>();
            foreach (var state in level)
            {
                Settle(state, lines + 1, isHidden: false, later);
            }

            level = later;
        }

        void Settle(int target, int lines, bool isHidden, List<int> into)
        {
            for (var n = first[target]; n < first[target + 1]; n++)
            {
                var (source, edge) = sources[n];
                if (graph.Edge(edge).Label == 0 == isHidden && _lines[source] == None)
                {
                    (_lines[source], _next[source]) = (lines, edge);
                    into.Add(source);
                }
            }
        }
    }

    /// <summary>Lines up to the end, the last one not counted; <see cref="None"/> where there is none.</summary>
    public int LinesFrom(int state) => _lines[state];

    /// <summary>The lines of that way, the end included.</summary>
    public IEnumerable<LogEvent> From(int state)
    {
        for (; _next[state] != AtEnd; state = _graph.Edge(_next[state]).Target)
        {
            if (_graph.Labels.Line(_graph.Edge(_next[state]).Label) is { } line)
            {
                yield return line;
            }
        }

        yield return _system.EndOf(_graph.State(state));
    }

    /// <summary>The edges into every state, those of a state from <c>First[state]</c> to that of the next.</summary>
    private static (int[] First, (int Source, int Edge)[] Sources) Reversed(ModelGraph graph)
    {
        var first = new int[graph.States + 1];
        for (var edge = 0; edge < graph.Transitions; edge++)
        {
            first[graph.Edge(edge).Target + 1]++;
        }

        for (var state = 0; state < graph.States; state++)
        {
            first[state + 1] += first[state];
        }

        var place = first.ToArray();
        var sources = new (int Source, int Edge)[graph.Transitions];
        for (var state = 0; state < graph.States; state++)
        {
            for (var edge = graph.FirstEdge(state); edge < graph.FirstEdge(state + 1); edge++)
            {
                sources[place[graph.Edge(edge).Target]++] = (state, edge);
            }
        }

        return (first, sources);
    }
}
