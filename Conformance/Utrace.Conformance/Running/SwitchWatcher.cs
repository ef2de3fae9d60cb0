using System.Collections.Immutable;
using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Running;

/// <summary>Writes down where a strategy takes the turn from one context and gives it to another.</summary>
/// <param name="strategy">The strategy.</param>
/// <param name="whereIs">Where a context is, by index.</param>
/// <param name="lines">How many lines the log has.</param>
internal sealed class SwitchWatcher(IStrategy strategy, Func<int, string> whereIs, Func<int> lines) : IStrategy
{
    private readonly List<ScheduleSwitch> _switches = [];

    /// <summary>The switches so far.</summary>
    public ImmutableArray<ScheduleSwitch> Switches => [.. _switches];

    /// <inheritdoc/>
    public IReadOnlyList<int> Known => strategy.Known;

    /// <inheritdoc/>
    public bool Begin() => strategy.Begin();

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        var chosen = strategy.Choose(decision);
        if (chosen >= 0 && decision.Last >= 0 && chosen != decision.Last)
        {
            _switches.Add(new ScheduleSwitch(decision.Step, decision.Last, chosen, decision.IsPreemption(chosen), whereIs(decision.Last), lines()));
        }

        return chosen;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses) => strategy.Ran(accesses);

    /// <inheritdoc/>
    public void Rested() => strategy.Rested();

    /// <inheritdoc/>
    public void End() => strategy.End();
}
