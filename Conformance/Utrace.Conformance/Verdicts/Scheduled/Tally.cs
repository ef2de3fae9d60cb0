using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Verdicts.Scheduled;

/// <summary>Counts what schedules show.</summary>
/// <param name="goesOn">Whether the first failure does not end the case.</param>
internal sealed class Tally(bool goesOn)
{
    private readonly Dictionary<FailureKey, Failed> _byKey = [];

    /// <summary>The failures, each once, in the order in which they were found.</summary>
    public List<Failed> Failures { get; } = [];

    /// <summary>What stands for the case where nothing failed: the first run that was not decided, else the first; null before any.</summary>
    public JudgedRun? Any { get; private set; }

    /// <summary>Adds a schedule; false where it was the last one.</summary>
    public bool Add(ScheduleResult<TrialRun> result)
    {
        if (result.Value.Judged is not { } judged)
        {
            return true;
        }

        if (!judged.IsFailure)
        {
            Any = Any is null || judged.Kind > Any.Kind ? judged : Any;
            return true;
        }

        Any ??= judged;
        var key = FailureKey.Of(judged);
        if (!_byKey.TryGetValue(key, out var failed))
        {
            _byKey.Add(key, failed = new Failed(key, result.Value, result.Strategy, result.Number));
            Failures.Add(failed);
        }

        failed.Count++;
        return goesOn && (judged.Kind is VerdictKind.Violation or VerdictKind.Crash); // Every hang costs a deadline, and leaves threads behind.
    }
}

/// <summary>A kind of failure.</summary>
/// <param name="key">What tells it from others.</param>
/// <param name="run">The first run that showed it.</param>
/// <param name="strategy">Whose schedule that was.</param>
/// <param name="number">The number of that schedule.</param>
internal sealed class Failed(FailureKey key, TrialRun run, string strategy, long number)
{
    /// <summary>What tells it from others.</summary>
    public FailureKey Key { get; } = key;

    /// <summary>The first run that showed it.</summary>
    public TrialRun Run { get; } = run;

    /// <summary>Whose schedule that was.</summary>
    public string Strategy { get; } = strategy;

    /// <summary>The number of that schedule.</summary>
    public long Number { get; } = number;

    /// <summary>How many schedules showed it.</summary>
    public long Count { get; set; }
}
