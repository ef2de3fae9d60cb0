using System.Collections.Immutable;
using Utrace.Conformance.Replaying;
using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Verdicts.Scheduled;

/// <summary>
/// Makes a schedule that shows a failure easier to read and keeps the failure the same (<see cref="FailureKey"/>): first the fewest preemptions, then the fewest parts of the
/// scenario, then the shortest beginning that has to be told. Deterministic: counts schedules, never time.
/// </summary>
/// <param name="trialOf">Makes a trial of a scenario that is the case without some parts; null where the model of that is too large to be looked at whole.</param>
internal sealed class Minimiser(Func<ImmutableArray<string>, ScheduleTrial?> trialOf)
{
    private const int SchedulesOfTheCase = 2_000;
    private const int SchedulesOfAPart = 400;

    /// <summary>Minimises a schedule of the whole case.</summary>
    /// <param name="whole">The case.</param>
    /// <param name="found">The run that failed.</param>
    /// <param name="key">How it failed.</param>
    public Minimal Minimise(ScheduleTrial whole, TrialRun found, FailureKey key)
    {
        var best = new Minimal(whole, [], found, found.Preemptions == 0);
        if (found.Preemptions > 0 && Fewest(whole, [], key, found.Preemptions - 1, SchedulesOfTheCase, out var ruledOut) is var fewest)
        {
            best = fewest ?? FewerByMerging(best, key);
            best = best with { IsFewest = best.IsFewest || best.Run.Preemptions <= (ruledOut ?? -1) + 1 };
        }

        return Shortest(Cut(best, key), key);
    }

    /// <summary>A schedule with the fewest preemptions, by running all with none, then all with one, and so on.</summary>
    private static Minimal? Fewest(
        ScheduleTrial trial, ImmutableArray<string> without, FailureKey key, int mostPreemptions, long schedules, out int? ruledOut)
    {
        TrialRun? found = null;
        var budget = new ScheduleBudget { Policy = SearchPolicy.Bounded, MaxPreemptions = mostPreemptions, MaxSchedules = schedules };
        var coverage = ScheduleSearch.Run(trial, budget, result =>
        {
            found = result.Value.Fails(key) ? result.Value : null;
            return found is null;
        });
        ruledOut = coverage.IsExhausted && found is null ? mostPreemptions : coverage.PreemptionBound;
        return found is null ? null : new Minimal(trial, without, found, found.Preemptions == 0 || coverage.PreemptionBound >= found.Preemptions - 1);
    }

    /// <summary>Lets what a context does in two pieces happen in one, wherever the failure stays.</summary>
    private static Minimal FewerByMerging(Minimal start, FailureKey key)
    {
        var best = start;
        for (var isBetter = true; isBetter;)
        {
            isBetter = false;
            foreach (var candidate in Merged(best.Run.Choices))
            {
                var run = best.Trial.Replay(candidate);
                if (run.Preemptions < best.Run.Preemptions && run.Fails(key))
                {
                    best = best with { Run = run };
                    isBetter = true;
                    break;
                }
            }
        }

        return best;
    }

    /// <summary>Every schedule in which two pieces of one context, with one piece of another between them, are one: the other comes before it, or behind.</summary>
    private static IEnumerable<ImmutableArray<int>> Merged(ImmutableArray<int> choices)
    {
        var starts = Enumerable.Range(0, choices.Length).Where(n => n == 0 || choices[n] != choices[n - 1]).Append(choices.Length).ToArray();
        for (var n = 0; n + 3 < starts.Length; n++)
        {
            if (choices[starts[n]] == choices[starts[n + 2]])
            {
                var (before, first, between) = (choices[..starts[n]], choices[starts[n]..starts[n + 1]], choices[starts[n + 1]..starts[n + 2]]);
                var (second, behind) = (choices[starts[n + 2]..starts[n + 3]], choices[starts[n + 3]..]);
                yield return [.. before, .. first, .. second, .. between, .. behind];
                yield return [.. before, .. between, .. first, .. second, .. behind];
            }
        }
    }

    /// <summary>Leaves out every part of the scenario without which the failure is still there with no more preemptions.</summary>
    private Minimal Cut(Minimal start, FailureKey key)
    {
        var best = start;
        foreach (var part in ScenarioCut.PartsOf(start.Trial.Model.Scenario))
        {
            var parts = best.Without.Where(p => !p.StartsWith(part + ".", StringComparison.Ordinal)).Append(part).ToImmutableArray();
            if (!best.Without.Any(p => part.StartsWith(p + ".", StringComparison.Ordinal)) && trialOf(parts) is { } trial
                && Fewest(trial, parts, key, best.Run.Preemptions, SchedulesOfAPart, out _) is { } smaller)
            {
                best = smaller;
            }
        }

        return best;
    }

    /// <summary>The shortest beginning that has to be told: behind it whoever ran last goes on while it can.</summary>
    private static Minimal Shortest(Minimal start, FailureKey key)
    {
        for (var length = 0; length < start.Run.Choices.Length; length++)
        {
            var run = start.Trial.Replay(start.Run.Choices[..length]);
            if (run.Preemptions <= start.Run.Preemptions && run.Fails(key))
            {
                return start with { Run = run, Told = length };
            }
        }

        return start;
    }
}

/// <summary>A schedule that shows a failure, and of what.</summary>
/// <param name="Trial">The scenario that it is a schedule of.</param>
/// <param name="Without">The parts that it lacks.</param>
/// <param name="Run">The run.</param>
/// <param name="IsFewest">Whether no schedule of that scenario with fewer preemptions shows it.</param>
internal sealed record Minimal(ScheduleTrial Trial, ImmutableArray<string> Without, TrialRun Run, bool IsFewest)
{
    /// <summary>How many steps have to be told.</summary>
    public int Told { get; init; } = Run.Choices.Length;

    /// <summary>The steps that have to be told.</summary>
    public ImmutableArray<int> Choices => Run.Choices[..Told];
}
