using System.Collections.Immutable;
using System.Globalization;
using Utrace.Adapters;
using Utrace.Conformance.Replaying;
using Utrace.Conformance.Running;
using Utrace.Conformance.Verdicts.Scheduled;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>One case of a plan.</summary>
internal sealed class CaseRunner(ModelCache models, CertifyOptions options, int index)
{
    /// <summary>Runs it, as often as its tier wants; null where it was cancelled before its first run was over.</summary>
    public CaseVerdict? Run(Scenario scenario, IAdapter adapter, CancellationToken cancel)
    {
        var identity = adapter.Identity;
        var tier = options.Tier ?? CertifyOptions.DefaultTier(identity);
        var verdict = new CaseVerdict(index, scenario.Id, identity.Name, VerdictKind.Skipped, tier)
        {
            Hash = scenario.Hash,
            Tests = scenario.Guarantees,
            Seed = options.Seed,
            Repeat = RepeatLine(scenario.Id, identity, tier, options.Seed),
        };
        if (SkipCause.Of(scenario, identity) is { } cause)
        {
            return verdict with { Reason = cause.InWords(identity), Skip = cause };
        }

        if (tier is ControlTier.T2)
        {
            return RunSchedules(verdict, scenario, adapter, cancel);
        }

        var model = models.Of(scenario, identity.ApiVersion);
        var isReference = options.IsReference(identity);
        var wanted = tier is ControlTier.T0 ? options.Repetitions : 1;
        var histogram = new Dictionary<string, (int Count, bool? IsKnown)>(StringComparer.Ordinal);
        JudgedRun? worst = null;
        var worstSeed = options.Seed;
        var runs = 0;
        var share = 0.0;
        for (; runs < wanted && !cancel.IsCancellationRequested; runs++)
        {
            var seed = options.Seed + (ulong)runs;
            var run = Runner.Run(adapter, scenario, new RunOptions(seed, tier, options.Unit) { DeadlineUnits = options.DeadlineUnits, Follow = model.Follow });
            var judged = Judge.Of(model, run, isReference);
            share = run.IsNearLimit ? Math.Max(share, run.DeadlineShare) : share;
            if (judged.Log.Outcome is { } outcome)
            {
                var text = OutcomeLanes.Of(scenario, outcome);
                histogram[text] = (histogram.GetValueOrDefault(text).Count + 1, judged.Log.IsOutcomeKnown);
            }

            if (worst is null || judged.Kind > worst.Kind)
            {
                (worst, worstSeed) = (judged, seed);
            }
        }

        return worst is null ? null : verdict with
        {
            Kind = worst.Kind,
            Reason = worst.Reason,
            Blamed = worst.Blamed,
            Evidence = worst.Evidence,
            Outcome = worst.Log.Outcome is { } seen ? OutcomeLanes.Of(scenario, seen) : null,
            IsOutcomeKnown = worst.Log.IsOutcomeKnown,
            Exploration = model.Figures,
            Runs = runs,
            Seed = worstSeed,
            Repeat = RepeatLine(scenario.Id, identity, tier, worstSeed),
            Histogram = tier is not ControlTier.T0 ? [] :
            [
                .. histogram.OrderByDescending(p => p.Value.Count).ThenBy(p => p.Key, StringComparer.Ordinal)
                    .Select(p => new OutcomeCount(p.Key, p.Value.Count, p.Value.IsKnown)),
            ],
            Warning = share > 0
                ? string.Create(CultureInfo.InvariantCulture, $"came to {share:P0} of the deadline ({options.DeadlineUnits} units of {options.Unit}): on a slower machine it would be a hang; calibrate again or raise the deadline")
                : null,
        };
    }

    private CaseVerdict? RunSchedules(CaseVerdict verdict, Scenario scenario, IAdapter adapter, CancellationToken cancel)
    {
        if (adapter is not IPausableAdapter pausable)
        {
            return verdict with
            {
                Kind = VerdictKind.AdapterError,
                Reason = $"{adapter.Identity.Name} claims T2 and is no {nameof(IPausableAdapter)}; expected: one, or a tier of T1 at most",
            };
        }

        return new ScheduledCase(models, options).Run(scenario, pausable, cancel) is not { } result ? null : verdict with
        {
            Kind = result.Judged.Kind,
            Reason = result.Judged.Reason,
            Blamed = result.Judged.Blamed,
            Evidence = result.Judged.Evidence,
            Outcome = result.Judged.Log.Outcome is { } seen ? OutcomeLanes.Of(scenario, seen) : null,
            IsOutcomeKnown = result.Judged.Log.IsOutcomeKnown,
            Exploration = models.Of(scenario, adapter.Identity.ApiVersion).Figures,
            Runs = (int)result.Figures.Run,
            Schedules = result.Figures,
            Warning = result.Warning,
        };
    }

    private static string RepeatLine(string id, AdapterIdentity adapter, ControlTier tier, ulong seed) =>
        FormattableString.Invariant($"utrace-conform run {id} --adapter {(adapter.Address is { } address ? ShellWord.Of(address) : adapter.Name)} --tier {tier} --seed {seed}");
}
