using Utrace.Adapters;
using Utrace.Conformance.Scheduling;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>A scenario on an implementation with pause points: one run per schedule (T2). Not thread-safe: one exploration each.</summary>
/// <param name="adapter">The implementation.</param>
/// <param name="scenario">The scenario.</param>
/// <param name="options">Deadline and the rest; the tier is T2 whatever it says.</param>
public sealed class ControlledScenario(IPausableAdapter adapter, Scenario scenario, RunOptions options) : IControlled<ControlledOutcome>
{
    /// <summary>Threads in declaration order, then actors.</summary>
    public ScheduleSpace Space { get; } = new([.. scenario.Threads.Select(t => t.Name), .. scenario.Actors.Select(a => a.Name)]);

    /// <inheritdoc/>
    public int Contexts => Space.Contexts.Length;

    /// <inheritdoc/>
    public ControlledOutcome Run(IStrategy strategy)
    {
        using var over = new CancellationTokenSource();
        var recorder = new Recorder(strategy);
        var sync = new object();
        var outcome = new Play(adapter, scenario, options with { Tier = ControlTier.T2 }, over, sync, new ControlledPace(sync, Space, recorder)).Run();
        strategy.End();
        return new ControlledOutcome(outcome, recorder.Choices());
    }
}
