using Utrace.Reference;

namespace Utrace.Conformance.Exploration;

/// <summary>Turns edges of a graph into a trace that can be read.</summary>
internal static class TraceBuilder
{
    /// <summary>The trace along some edges that lead to a state, with the names that the state has under <paramref name="renaming"/>: what it was renamed by on the way is taken back from the end on.</summary>
    public static Trace Build(ITransitionSystem system, ModelGraph graph, IReadOnlyList<int> edges, int renaming = 0)
    {
        var steps = new TraceStep[edges.Count];
        var names = renaming;
        for (var n = edges.Count - 1; n >= 0; n--)
        {
            var edge = graph.Edge(edges[n]);
            names = graph.Symmetry?.Compose(edge.Renaming, names) ?? 0;
            var line = graph.Labels.Line(graph.Labels.Rename(edge.Label, names));
            var label = line is not null && system.TryEncode(line, out var encoded) ? encoded : Label.Hidden;
            var context = (byte)(graph.Symmetry?.RenameContext(edge.Context, names) ?? edge.Context);
            steps[n] = new TraceStep(system.Contexts[context], new Transition(context, edge.Rule, label), system.Describe(edge.Rule), line);
        }

        var bytes = graph.State(edges.Count == 0 ? 0 : graph.Edge(edges[^1]).Target).ToArray();
        if (renaming != 0)
        {
            graph.Symmetry!.Rename(bytes.ToArray(), renaming, bytes);
        }

        return new Trace([.. steps], system.IsQuiescent(bytes) ? system.EndOf(bytes) : null, [.. system.DescribeWaits(bytes)]);
    }
}
