using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Replaying;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts.Scheduled;

/// <summary>A case under many schedules (T2): runs them, judges every log once, minimises what fails.</summary>
/// <param name="models">The models.</param>
/// <param name="options">How.</param>
public sealed class ScheduledCase(ModelCache models, CertifyOptions options)
{
    private const int MostStatesOfAPart = 200_000;

    /// <summary>What is said where an implementation cannot be controlled.</summary>
    public const string NotDeterministic = "the implementation is not deterministic under pause control; expected: the same schedule and seed give the same steps";

    /// <summary>Runs the case; null where it was cancelled before its first schedule was over.</summary>
    internal ScheduledResult? Run(Scenario scenario, IPausableAdapter adapter, CancellationToken cancel)
    {
        var model = models.Of(scenario, adapter.Identity.ApiVersion);
        var trial = new ScheduleTrial(model, adapter, RunOptionsOf(options));
        var seen = new Tally(options.GoesOn);
        try
        {
            var coverage = OsThreads.Together(() => ScheduleSearch.Run(trial, options.Schedules with { Seed = options.Seed }, r => seen.Add(r) && !cancel.IsCancellationRequested));
            return seen.Any is not null ? Result(coverage, trial, seen, adapter)
                : cancel.IsCancellationRequested ? null
                : new ScheduledResult(Said(trial, VerdictKind.Inconclusive, $"no schedule came to its end: {TooLong(coverage)}"), Figures(coverage, trial, seen));
        }
        catch (InvalidOperationException e)
        {
            var warning = $"{NotDeterministic}: {e.Message}";
            var figures = new ScheduleFigures(0, 0, trial.Judged.Count, 0, IsExhausted: false, "given up", options.Schedules.Policy.ToString());
            return seen.Failures.Count == 0 ? new ScheduledResult(Said(trial, VerdictKind.AdapterError, warning), figures) : Failed(trial, seen, adapter, figures, warning);
        }
    }

    private ScheduledResult Result(ScheduleCoverage coverage, ScheduleTrial trial, Tally seen, IPausableAdapter adapter)
    {
        var figures = Figures(coverage, trial, seen);
        return seen.Failures.Count > 0
            ? Failed(trial, seen, adapter, figures, null)
            : new ScheduledResult(
                seen.Any!,
                figures with { Unseen = coverage.IsExhausted ? Sometimes.Unseen(trial.Model.Scenario, trial.Judged.Keys) : [] },
                coverage.TooLong > 0 ? TooLong(coverage) : null);
    }

    private ScheduledResult Failed(ScheduleTrial trial, Tally seen, IPausableAdapter adapter, ScheduleFigures figures, string? warning)
    {
        var minimiser = new Minimiser(parts => TrialWithout(trial.Model.Scenario, parts, adapter, RunOptionsOf(options)));
        var failures = ImmutableArray.CreateBuilder<ScheduleFailure>();
        ShownRun? shown = null;
        foreach (var failure in seen.Failures)
        {
            var (described, run, isSame) = Describe(failure, trial, minimiser, adapter.Identity.Address ?? adapter.Identity.Name);
            failures.Add(described);
            shown ??= run;
            warning ??= isSame ? null : $"the schedule did not show the failure again: {NotDeterministic}";
        }

        var first = seen.Failures[0];
        return new ScheduledResult(
            warning is null && shown is not null ? shown.Judged : first.Run.Judged!,
            figures with { FoundBy = first.Strategy, FoundAt = first.Number, Failures = failures.ToImmutable() },
            warning);
    }

    /// <summary>How a case is run at T2.</summary>
    internal static RunOptions RunOptionsOf(CertifyOptions options) => new(options.Seed, ControlTier.T2, options.Unit) { DeadlineUnits = options.DeadlineUnits };

    private (ScheduleFailure Failure, ShownRun? Shown, bool IsSame) Describe(Failed failure, ScheduleTrial trial, Minimiser minimiser, string adapter)
    {
        var isCheap = failure.Run.Judged!.Kind is VerdictKind.Violation or VerdictKind.Crash;
        var minimal = new Minimal(trial, [], failure.Run, IsFewest: false);
        var isSame = true;
        try
        {
            minimal = options.Minimises && isCheap ? minimiser.Minimise(trial, failure.Run, failure.Key) : minimal;
        }
        catch (InvalidOperationException)
        {
            isSame = false; // It ran differently under the same choices.
        }

        var shown = isCheap ? minimal.Trial.Show(minimal.Choices) : null; // What hangs costs a deadline every time.
        var model = trial.Model.Scenario;
        var line = new ReplayLine(model.Id, minimal.Without, adapter, options.Seed, model.Hash, [.. minimal.Choices.Select(c => minimal.Trial.Contexts[c])]);
        var described = new ScheduleFailure(
            failure.Key.ToString(), failure.Count, line.ToCommand(), minimal.Without, shown?.Windows ?? [], failure.Run.Size, shown?.Size ?? minimal.Run.Size, options.Minimises && isCheap ? minimal.IsFewest : null);
        return (described, shown, isSame && (shown is null || (shown.Judged.IsFailure && FailureKey.Of(shown.Judged) == failure.Key)));
    }

    private ScheduleTrial? TrialWithout(Scenario scenario, ImmutableArray<string> parts, IPausableAdapter adapter, RunOptions how) =>
        ScenarioCut.Without(scenario, parts) is { } smaller && models.Fresh(smaller, MostStatesOfAPart) is { Exploration.IsComplete: true } model ? new ScheduleTrial(model, adapter, how) : null;

    private ScheduleFigures Figures(ScheduleCoverage coverage, ScheduleTrial trial, Tally seen) => new(
        coverage.Schedules,
        coverage.Cut,
        trial.Judged.Count,
        trial.Judged.Values.Select(j => j.Log.Outcome).OfType<Exploration.Outcome>().Distinct().Count(),
        coverage.IsExhausted,
        Bound(coverage, seen.Failures.Count > 0),
        options.Schedules.Policy.ToString());

    private static string? Bound(ScheduleCoverage coverage, bool hasFailed) =>
        coverage.IsExhausted ? null
        : (coverage.IsStopped ? hasFailed ? "stopped at the failure" : "cut by the user" : FormattableString.Invariant($"{coverage.Budget.MaxSchedules} schedules"))
            + (coverage.PreemptionBound is { } bound ? FormattableString.Invariant($", all with up to {bound} preemptions among them") : "");

    private static string TooLong(ScheduleCoverage coverage) => FormattableString.Invariant(
        $"{coverage.TooLong} schedules were cut after {coverage.Budget.MaxSteps} steps: a livelock, or a wait that spins; expected: contexts wait in IPauseControl.Block");

    private static JudgedRun Said(ScheduleTrial trial, VerdictKind kind, string what) => new(kind, what, [], trial.Model.JudgeOnce([]), new Evidence { Log = [] });
}

/// <summary>What many schedules gave.</summary>
/// <param name="Judged">The run that the verdict rests on.</param>
/// <param name="Figures">The schedules.</param>
/// <param name="Warning">Something to know; null: nothing.</param>
internal sealed record ScheduledResult(JudgedRun Judged, ScheduleFigures Figures, string? Warning = null);
