namespace Utrace.Conformance.Scheduling;

/// <summary>Follows a program through its graph, and says at once where the two part.</summary>
/// <param name="graph">What the program can do.</param>
internal sealed class GraphWalk(StepGraph graph)
{
    /// <summary>Where the program is.</summary>
    public int State { get; private set; }

    /// <summary>Back to the start.</summary>
    public void Begin() => State = 0;

    /// <summary>Takes a transition of the state.</summary>
    public void Take(int transition) => State = graph.Target(transition);

    /// <summary>Checks that the program can do here what the graph says, no more and no less.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public void Check(in Decision decision)
    {
        if (!decision.Enabled.SequenceEqual(graph.Enabled(State)))
        {
            throw new InvalidOperationException(
                $"At step {decision.Step} contexts {Text(decision.Enabled)} can go on in the program, but {Text(graph.Enabled(State))} in the model (state {State}); " +
                "expected the same ones. Make the program take the model's steps, or use a strategy that needs no model.");
        }
    }

    /// <summary>Checks that the program is over where the graph ends.</summary>
    /// <exception cref="InvalidOperationException">It is over too early.</exception>
    public void CheckEnd(int steps)
    {
        if (!graph.Enabled(State).IsEmpty)
        {
            throw new InvalidOperationException(
                $"After {steps} steps no context can go on in the program, but {Text(graph.Enabled(State))} in the model (state {State}); expected the end of both.");
        }
    }

    private static string Text(ReadOnlySpan<int> contexts) => contexts.IsEmpty ? "none" : string.Join(", ", contexts.ToArray());
}
