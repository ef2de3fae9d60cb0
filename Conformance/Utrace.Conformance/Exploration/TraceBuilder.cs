using System.Collections.Immutable;
using Utrace.Reference;

namespace Utrace.Conformance.Exploration;

/// <summary>Turns edges of a graph into a trace that can be read.</summary>
internal static class TraceBuilder
{
    /// <summary>The trace along some edges that lead to a state.</summary>
    public static Trace Build(ITransitionSystem system, ModelGraph graph, IEnumerable<int> edges)
    {
        var state = 0;
        var steps = ImmutableArray.CreateBuilder<TraceStep>();
        foreach (var index in edges)
        {
            var edge = graph.Edge(index);
            var line = graph.Labels.Line(edge.Label);
            var label = line is not null && system.TryEncode(line, out var encoded) ? encoded : Label.Hidden;
            steps.Add(new TraceStep(system.Contexts[edge.Context], new Transition(edge.Context, edge.Rule, label), system.Describe(edge.Rule), line));
            state = edge.Target;
        }

        var bytes = graph.State(state);
        return new Trace(steps.ToImmutable(), system.IsQuiescent(bytes) ? system.EndOf(bytes) : null, [.. system.DescribeWaits(bytes)]);
    }
}
