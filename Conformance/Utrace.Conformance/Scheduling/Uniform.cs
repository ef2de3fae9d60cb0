using System.Numerics;

namespace Utrace.Conformance.Scheduling;

/// <summary>
/// Draws every interleaving with the same probability. A random walk does not: it favours those with few choices. Here the model says how many
/// interleavings lie behind each choice, and each is chosen in that proportion.
/// </summary>
public sealed class Uniform : IStrategy
{
    private readonly StepGraph _graph;
    private readonly GraphWalk _walk;
    private readonly double[] _share;
    private readonly Random _random;
    private int _steps;

    /// <summary>Counts the interleavings of a graph.</summary>
    /// <param name="graph">What the program can do. The program takes the same steps, with the same contexts.</param>
    /// <param name="seed">Of the draw; the same seed draws the same schedules.</param>
    /// <exception cref="ArgumentException">The graph has a cycle: its interleavings cannot be counted.</exception>
    public Uniform(StepGraph graph, int seed)
    {
        if (!graph.IsAcyclic)
        {
            throw new ArgumentException("The model comes back to a state it was in, so it has no number of interleavings; use a random walk.", nameof(graph));
        }

        (_graph, _walk, _random) = (graph, new GraphWalk(graph), new Random(seed));
        (Interleavings, _share) = Count(graph);
    }

    /// <summary>How many interleavings there are.</summary>
    public BigInteger Interleavings { get; }

    /// <inheritdoc/>
    public bool Begin()
    {
        _steps = 0;
        _walk.Begin();
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The program can do something else than the graph says.</exception>
    public int Choose(in Decision decision)
    {
        _walk.Check(decision);
        var last = _graph.First(_walk.State + 1) - 1;
        var transition = _graph.First(_walk.State);
        if (transition < last)
        {
            for (var point = _random.NextDouble() - _share[transition]; point >= 0 && transition < last;)
            {
                point -= _share[++transition];
            }
        }

        _steps++;
        _walk.Take(transition);
        return _graph.ContextOf(transition);
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    /// <inheritdoc/>
    public void End() => _walk.CheckEnd(_steps);

    /// <summary>All interleavings, and of each transition the share of those of its state that go through it. Counted exactly; only the shares are rounded.</summary>
    private static (BigInteger All, double[] Share) Count(StepGraph graph)
    {
        var paths = new BigInteger[graph.States];
        var share = new double[graph.Transitions];
        foreach (var state in graph.BackwardOrder)
        {
            var (first, end) = (graph.First(state), graph.First(state + 1));
            paths[state] = first == end ? BigInteger.One : BigInteger.Zero;
            for (var t = first; t < end; t++)
            {
                paths[state] += paths[graph.Target(t)];
            }

            for (var t = first; t < end; t++)
            {
                share[t] = Ratio(paths[graph.Target(t)], paths[state]);
            }
        }

        return (paths[0], share);
    }

    /// <summary>Of numbers that may be greater than any <see cref="double"/>.</summary>
    private static double Ratio(BigInteger part, BigInteger whole)
    {
        var shift = (int)Math.Max(0, whole.GetBitLength() - 1000);
        return (double)(part >> shift) / (double)(whole >> shift);
    }
}
