using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Verdicts.Scheduled;

/// <summary>Runs one recorded schedule, as often as it is asked.</summary>
public static class ReplayRun
{
    /// <summary>Runs it.</summary>
    /// <param name="model">The case, without what the line leaves out.</param>
    /// <param name="adapter">The implementation.</param>
    /// <param name="steps">The context of every step; all of them are contexts of the case.</param>
    /// <param name="options">Seed and deadline.</param>
    /// <param name="times">How often, at least once. Ends early after a run that costs a deadline.</param>
    /// <param name="cancel">Ends it early, not before the first run.</param>
    public static ReplayResult Run(CaseModel model, IPausableAdapter adapter, ImmutableArray<string> steps, CertifyOptions options, int times, CancellationToken cancel = default)
    {
        var trial = new ScheduleTrial(model, adapter, ScheduledCase.RunOptionsOf(options));
        ImmutableArray<int> choices = [.. steps.Select(s => trial.Contexts.IndexOf(s))];
        var first = trial.Show(choices);
        var key = first.Judged.IsFailure ? FailureKey.Of(first.Judged) : null;
        var logs = new HashSet<ImmutableArray<string>>(LinesComparer.Instance) { first.Judged.Evidence.Log };
        var (runs, reproduced) = (1, first is { Judged.IsFailure: true, Misfit: null } ? 1 : 0);
        for (; runs < times && first.Judged.Kind is not VerdictKind.Hang && !cancel.IsCancellationRequested; runs++)
        {
            var replay = new Replay(choices);
            var again = trial.Run(replay).Judged!;
            logs.Add(again.Evidence.Log);
            reproduced += replay.Misfit is null && again.IsFailure && FailureKey.Of(again) == key ? 1 : 0;
        }

        var scenario = model.Scenario;
        var verdict = new CaseVerdict(0, scenario.Id, adapter.Identity.Name, first.Judged.Kind, ControlTier.T2)
        {
            Hash = scenario.Hash,
            Tests = scenario.Guarantees,
            Blamed = first.Judged.Blamed,
            Reason = first.Judged.Reason,
            Seed = options.Seed,
            Runs = runs,
            Outcome = first.Judged.Log.Outcome is { } outcome ? OutcomeLanes.Of(scenario, outcome) : null,
            IsOutcomeKnown = first.Judged.Log.IsOutcomeKnown,
            Exploration = model.Figures,
            Evidence = first.Judged.Evidence,
            Repeat = "",
        };
        return new ReplayResult(verdict, first.Size, first.Windows, MisfitOf(first.Misfit, trial.Contexts), times, runs, reproduced, logs.Count);
    }

    private static ScheduleMisfit? MisfitOf(ReplayMisfit? misfit, ImmutableArray<string> contexts) =>
        misfit is null ? null : new ScheduleMisfit(misfit.Step + 1, contexts[misfit.Wanted], [.. misfit.Enabled.Select(e => contexts[e])]);

    private sealed class LinesComparer : IEqualityComparer<ImmutableArray<string>>
    {
        public static LinesComparer Instance { get; } = new();

        public bool Equals(ImmutableArray<string> x, ImmutableArray<string> y) => x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<string> lines)
        {
            var hash = default(HashCode);
            foreach (var line in lines)
            {
                hash.Add(line, StringComparer.Ordinal);
            }

            return hash.ToHashCode();
        }
    }
}

/// <summary>What came of a recorded schedule.</summary>
/// <param name="Verdict">The verdict on the first run.</param>
/// <param name="Size">The first run's schedule.</param>
/// <param name="Windows">The pause points at which a context that could go on did not, in their order.</param>
/// <param name="Misfit">Where the first run could not follow the schedule; null where it could.</param>
/// <param name="Asked">How many runs were asked for.</param>
/// <param name="Runs">How many runs there were.</param>
/// <param name="Reproduced">How many followed the schedule and failed in the same way.</param>
/// <param name="Logs">How many different logs they gave; more than one where the implementation is not deterministic under control.</param>
public sealed record ReplayResult(
    CaseVerdict Verdict, ScheduleSize Size, ImmutableArray<string> Windows, ScheduleMisfit? Misfit, int Asked, int Runs, int Reproduced, int Logs)
{
    /// <summary>1 where something is wrong, 3 where the schedule does not fit or nothing is decided, else 0.</summary>
    public int ExitCode => Verdict.IsFailure ? Verdicts.ExitCode.Violation
        : Misfit is not null || Verdict.Kind is VerdictKind.Inconclusive || Reproduced > 0 ? Verdicts.ExitCode.Inconclusive
        : Verdicts.ExitCode.Conformant;
}

/// <summary>Where a schedule does not fit.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Wanted">The context that the schedule names.</param>
/// <param name="Enabled">Those that could go on instead.</param>
public sealed record ScheduleMisfit(int Step, string Wanted, ImmutableArray<string> Enabled);
