namespace Utrace.Conformance.Scheduling;

/// <summary>
/// Covers every transition of a model with few schedules: each walks along as many transitions that no schedule has taken yet as one schedule can.
/// Knows exactly what is covered; over when everything is.
/// </summary>
/// <param name="graph">What the program can do. The program takes the same steps, with the same contexts.</param>
public sealed class Guided(StepGraph graph) : IStrategy
{
    private readonly GraphWalk _walk = new(graph);
    private readonly bool[] _isCovered = new bool[graph.Transitions];
    private readonly int[] _gain = new int[graph.States];
    private int _steps;
    private bool _wasCut;

    /// <summary>How many schedules were begun.</summary>
    public long Schedules { get; private set; }

    /// <summary>How many transitions were taken at least once.</summary>
    public int Covered { get; private set; }

    /// <summary>The transitions that no schedule has taken, ascending.</summary>
    public IEnumerable<int> Uncovered => Enumerable.Range(0, graph.Transitions).Where(t => !_isCovered[t]);

    /// <inheritdoc/>
    public bool Begin()
    {
        if (Covered == graph.Transitions)
        {
            return false;
        }

        foreach (var state in graph.BackwardOrder)
        {
            var best = 0;
            for (var t = graph.First(state); t < graph.First(state + 1); t++)
            {
                best = Math.Max(best, Gain(t));
            }

            _gain[state] = best;
        }

        Schedules++;
        (_steps, _wasCut) = (0, false);
        _walk.Begin();
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The program can do something else than the graph says.</exception>
    public int Choose(in Decision decision)
    {
        _walk.Check(decision);
        var (best, gain) = (-1, -1);
        for (var t = graph.First(_walk.State); t < graph.First(_walk.State + 1); t++)
        {
            if (Gain(t) > gain)
            {
                (best, gain) = (t, Gain(t));
            }
        }

        if (gain == 0 && !graph.IsAcyclic)
        {
            // Nothing new lies ahead, and without a cut the schedule could go round for ever.
            _wasCut = true;
            return -1;
        }

        if (!_isCovered[best])
        {
            _isCovered[best] = true;
            Covered++;
        }

        _steps++;
        _walk.Take(best);
        return graph.ContextOf(best);
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
        if (!_wasCut)
        {
            _walk.CheckEnd(_steps);
        }
    }

    /// <summary>How many transitions that nobody has taken lie ahead on the best way; a transition that closes a cycle counts itself alone, so that the number is finite.</summary>
    private int Gain(int transition) => (_isCovered[transition] ? 0 : 1) + (graph.IsBack[transition] ? 0 : _gain[graph.Target(transition)]);
}
