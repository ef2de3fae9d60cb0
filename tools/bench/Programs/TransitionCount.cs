using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Programs;

/// <summary>Another strategy's schedules, and which transitions of a model they took.</summary>
internal sealed class TransitionCount(StepGraph graph, IStrategy strategy) : IStrategy
{
    private readonly bool[] _isCovered = new bool[graph.Transitions];
    private int _state;

    /// <summary>How many schedules were begun.</summary>
    public long Schedules { get; private set; }

    /// <summary>How many transitions were taken.</summary>
    public int Covered { get; private set; }

    /// <inheritdoc/>
    public bool Begin()
    {
        _state = 0;
        Schedules++;
        return strategy.Begin();
    }

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        var context = strategy.Choose(decision);
        var transition = graph.Find(_state, context);
        if (!_isCovered[transition])
        {
            _isCovered[transition] = true;
            Covered++;
        }

        _state = graph.Target(transition);
        return context;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses) => strategy.Ran(accesses);

    /// <inheritdoc/>
    public void End() => strategy.End();
}
