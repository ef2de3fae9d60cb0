using System.Collections.Concurrent;
using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Oracle;
using Utrace.Reference;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>
/// Everything that is known of a scenario whatever implementation runs it: explored once, and every distinct log judged once. Thread-safe.
/// A wrong implementation shows mostly the same logs as a right one, so remembering them makes the next implementation nearly free.
/// </summary>
public sealed class CaseModel
{
    /// <summary>A longer log is the only one of its kind.</summary>
    private const int LinesRemembered = 1000;
    private const int LogsRemembered = 20_000;

    /// <summary>Monitors look back from every line; what they could say of a longer log they say of its beginning, which is a log as well. The oracle reads it whole.</summary>
    private const int LinesMonitored = 5000;

    private readonly LogOracle _oracle;
    private readonly ConcurrentDictionary<string, JudgedLog> _judged = new(StringComparer.Ordinal);
    private readonly Lazy<ExplorationResult> _exploration;
    private readonly MonitorCheck _monitors;
    private readonly HashSet<SourceMark> _contradicted;

    /// <summary>Explores the scenario.</summary>
    public CaseModel(Scenario scenario, ITransitionSystem system, MonitorCheck monitors, ExplorationOptions options)
    {
        Scenario = scenario;
        System = system;
        _oracle = new LogOracle(system);
        _monitors = monitors;
        _exploration = new(() => Explorer.Explore(system, scenario, options));
        _contradicted = [.. Exploration.Findings.Select(f => f.Source).OfType<SourceMark>()];
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>Its transition system.</summary>
    public ITransitionSystem System { get; }

    /// <summary>What the exploration found.</summary>
    public ExplorationResult Exploration => _exploration.Value;

    /// <summary>What a report says of the exploration.</summary>
    public ExplorationFigures Figures =>
        new(Exploration.States, Exploration.Transitions, Exploration.Outcomes?.Count, Exploration.IsComplete);

    /// <summary>Where the model contradicts the author, or itself: defects of the scenario, held against the reference.</summary>
    public ImmutableArray<Finding> Defects =>
        [.. Exploration.Findings.Select(f => new Finding(f.Guarantee, f.What, f.Source?.ToString()))];

    /// <summary>Judges a log, complete or not.</summary>
    /// <param name="log">The log.</param>
    /// <param name="isStuck">Its run was given up because nothing moved any more: then what has not returned never will.</param>
    /// <param name="followed">The oracle that read it while it was written, begun by <see cref="Follow"/>; null where nobody did.</param>
    public JudgedLog Judge(ImmutableArray<LogEvent> log, bool isStuck = false, OracleRun? followed = null)
    {
        if (log.Length > LinesRemembered)
        {
            return JudgeOnce(log, isStuck, followed);
        }

        var text = string.Join('\n', log) + (isStuck ? "\nstuck" : "");
        if (_judged.TryGetValue(text, out var known))
        {
            return known;
        }

        var judged = JudgeOnce(log, isStuck, followed);
        return _judged.Count < LogsRemembered ? _judged.GetOrAdd(text, judged) : judged;
    }

    /// <summary>Begins to judge a log while it is written.</summary>
    public OracleRun Follow() => _oracle.Begin();

    /// <summary>Judges a log without remembering it: for whoever sees thousands of logs of the case, and remembers them itself.</summary>
    /// <param name="log">The log.</param>
    /// <param name="isStuck">As for <see cref="Judge"/>.</param>
    /// <param name="followed">As for <see cref="Judge"/>.</param>
    public JudgedLog JudgeOnce(ImmutableArray<LogEvent> log, bool isStuck = false, OracleRun? followed = null)
    {
        var judgement = followed is null ? _oracle.Judge(log) : _oracle.Judge(log, followed);
        var isWhole = log.Length > 0 && log[^1] is Ended;
        var outcome = isWhole ? Outcome.Of(Scenario, log) : null;
        return new JudgedLog(
            judgement,
            [.. ExpectationCheck.Check(Scenario, log).Where(f => f.Source is not { } source || !_contradicted.Contains(source))],
            log.Length > LinesMonitored ? _monitors(Scenario, log[..LinesMonitored], isStuck: false) : _monitors(Scenario, log, isStuck),
            outcome,
            outcome is not null && Exploration is { IsComplete: true, Outcomes: { } set } ? set.Contains(outcome) : null);
    }
}

/// <summary>Runs every monitor over a log.</summary>
/// <param name="scenario">What was run.</param>
/// <param name="log">The log, whole or as far as it got.</param>
/// <param name="isStuck">The run was given up because nothing moved any more.</param>
public delegate ImmutableArray<LogFinding> MonitorCheck(Scenario scenario, IReadOnlyList<LogEvent> log, bool isStuck);

/// <summary>What is to say of one log.</summary>
/// <param name="Oracle">The oracle's word.</param>
/// <param name="Expectations">Expectations that it misses, without those that the model contradicts.</param>
/// <param name="Monitors">What the monitors found.</param>
/// <param name="Outcome">The outcome; null where the log is not whole.</param>
/// <param name="IsOutcomeKnown">Whether the outcome set has it; null where either is not known.</param>
public sealed record JudgedLog(
    Judgement Oracle, ImmutableArray<LogFinding> Expectations, ImmutableArray<LogFinding> Monitors, Outcome? Outcome, bool? IsOutcomeKnown);
