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
        var recorder = new Recorder(strategy);
        var outcome = Play(recorder, options, null);
        strategy.End();
        return new ControlledOutcome(outcome, recorder.Choices()) { Preemptions = recorder.Preemptions };
    }

    /// <summary>As <see cref="Run"/>, for a run that is shown to somebody: it says where the turn went over, and who waits for what at the end.</summary>
    public ControlledOutcome RunWatched(IStrategy strategy)
    {
        SwitchWatcher? watcher = null;
        var recorder = new Recorder(strategy);
        var outcome = Play(recorder, options with { DescribesRest = true }, (whereIs, lines) => watcher = new SwitchWatcher(recorder, whereIs, lines));
        strategy.End();
        return new ControlledOutcome(outcome, recorder.Choices()) { Preemptions = recorder.Preemptions, Switches = watcher?.Switches ?? [] };
    }

    private RunOutcome Play(IStrategy strategy, RunOptions how, Func<Func<int, string>, Func<int>, IStrategy>? watch)
    {
        using var over = new CancellationTokenSource();
        var sync = new object();
        Play? play = null;
        var pace = new ControlledPace(sync, Space, baton => watch is null ? strategy : watch(baton, () => play!.Lines));
        play = new Play(adapter, scenario, how with { Tier = ControlTier.T2 }, over, sync, pace);
        return play.Run();
    }
}
