using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Diagrams;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Verdicts.Scheduled;

/// <summary>Runs a case under schedules and judges what comes of it, every log once. Not thread-safe.</summary>
/// <param name="model">The case.</param>
/// <param name="adapter">The implementation.</param>
/// <param name="options">Seed and deadline.</param>
internal sealed class ScheduleTrial(CaseModel model, IPausableAdapter adapter, RunOptions options) : IControlled<TrialRun>
{
    private readonly ControlledScenario _program = new(adapter, model.Scenario, options with { Follow = model.Follow });
    private readonly Dictionary<ImmutableArray<LogEvent>, JudgedRun> _judged = new(LogComparer.Instance);

    /// <summary>The case.</summary>
    public CaseModel Model => model;

    /// <summary>The names of the contexts.</summary>
    public ImmutableArray<string> Contexts => _program.Space.Contexts;

    /// <summary>What is to say of each log that was seen.</summary>
    public IReadOnlyDictionary<ImmutableArray<LogEvent>, JudgedRun> Judged => _judged;

    /// <inheritdoc/>
    int IControlled<TrialRun>.Contexts => _program.Contexts;

    /// <inheritdoc/>
    public TrialRun Run(IStrategy strategy)
    {
        var outcome = _program.Run(strategy);
        if (outcome.Run is { Status: RunStatus.Cut, IsRefused: true })
        {
            // What follows was seen in another schedule, but whether that one went wrong as well is not known yet: this one is run to its end.
            return Replay(outcome.Choices);
        }

        return new TrialRun(outcome.Run.Status is RunStatus.Cut ? null : Judge(outcome.Run), outcome.Choices, outcome.Preemptions);
    }

    /// <summary>One run of a recorded schedule.</summary>
    public TrialRun Replay(ImmutableArray<int> choices) => Run(new Replay(choices));

    /// <summary>One run of a recorded schedule with everything that is to be shown of it: pause points in the picture, who waits for what.</summary>
    public ShownRun Show(ImmutableArray<int> choices)
    {
        var replay = new Replay(choices);
        var outcome = _program.RunWatched(replay);
        ImmutableArray<ScheduleSwitch> windows = [.. outcome.Switches.Where(s => s.IsPreemption)];
        var marks = windows.Select(s => new LaneMark(s.Lines, Contexts[s.From], $"at {s.Where}")).ToArray();
        var judged = Verdicts.Judge.Of(model, outcome.Run, isReference: false, marks, model.JudgeOnce(outcome.Run.Events, outcome.Run.IsStuck, outcome.Run.Followed));
        return new ShownRun(judged, outcome.Choices, [.. windows.Select(w => $"{Contexts[w.From]} at {w.Where}")], replay.Misfit);
    }

    private JudgedRun Judge(RunOutcome run)
    {
        if (run.Status is not RunStatus.Completed)
        {
            return Verdicts.Judge.Of(model, run, isReference: false, [], model.JudgeOnce(run.Events, run.IsStuck, run.Followed));
        }

        if (!_judged.TryGetValue(run.Events, out var judged))
        {
            judged = Verdicts.Judge.Of(model, run, isReference: false, null, model.JudgeOnce(run.Events, run.IsStuck, run.Followed));
            _judged.Add(run.Events, judged);
        }

        return judged;
    }
}

/// <summary>A run under a schedule.</summary>
/// <param name="Judged">What is to say of it; null where the strategy cut it.</param>
/// <param name="Choices">Who ran at each step.</param>
/// <param name="Preemptions">How often a context was left although it could go on.</param>
internal sealed record TrialRun(JudgedRun? Judged, ImmutableArray<int> Choices, int Preemptions)
{
    /// <summary>How much there is to read in it.</summary>
    public ScheduleSize Size => new(Choices.Length, Preemptions, Choices.Distinct().Count());

    /// <summary>Whether it failed in a certain way.</summary>
    public bool Fails(FailureKey key) => Judged is { IsFailure: true } judged && FailureKey.Of(judged) == key;
}

/// <summary>A run of a recorded schedule that is shown to somebody.</summary>
/// <param name="Judged">What is to say of it.</param>
/// <param name="Choices">Who ran at each step.</param>
/// <param name="Windows">The pause points at which a context was left although it could go on.</param>
/// <param name="Misfit">Where the schedule did not fit; null where it did.</param>
internal sealed record ShownRun(JudgedRun Judged, ImmutableArray<int> Choices, ImmutableArray<string> Windows, ReplayMisfit? Misfit)
{
    /// <summary>How much there is to read in it.</summary>
    public ScheduleSize Size => new(Choices.Length, Windows.Length, Choices.Distinct().Count());
}
