using System.Collections.Immutable;
using Utrace.Conformance.Oracle;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Monitors;

/// <summary>Holds a log against every monitor. Stateless and thread-safe.</summary>
public static class MonitorRun
{
    /// <summary>What the log breaks: by line, then by guarantee; each guarantee once a line.</summary>
    /// <param name="scenario">What was run.</param>
    /// <param name="lines">The log, whole or as far as it got.</param>
    public static ImmutableArray<LogFinding> Check(Scenario scenario, IReadOnlyList<LogEvent> lines) => Check(new LogIndex(scenario, lines));

    /// <summary>The same for a run that was given up because nothing moved any more: there a call that has not returned never will.</summary>
    /// <param name="scenario">What was run.</param>
    /// <param name="lines">The log as far as it got.</param>
    public static ImmutableArray<LogFinding> CheckHung(Scenario scenario, IReadOnlyList<LogEvent> lines) => Check(new LogIndex(scenario, lines, isHung: true));

    private static ImmutableArray<LogFinding> Check(LogIndex log) =>
    [
        .. MonitorRegistry.All
            .SelectMany(m => m.Check(log))
            .DistinctBy(f => (f.Guarantee, f.Index))
            .OrderBy(f => f.Index)
            .ThenBy(f => f.Guarantee, StringComparer.Ordinal),
    ];
}
