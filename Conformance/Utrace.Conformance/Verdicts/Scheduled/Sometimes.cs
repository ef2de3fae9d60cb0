using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts.Scheduled;

/// <summary>
/// What a scenario expects sometimes is said of the model: some interleaving shows it. An implementation may do less. Where every one of its schedules was run, that it never
/// shows such a line is worth knowing, and no failure.
/// </summary>
internal static class Sometimes
{
    /// <summary>The patterns that no log shows, in document order.</summary>
    public static ImmutableArray<string> Unseen(Scenario scenario, IEnumerable<ImmutableArray<LogEvent>> logs)
    {
        if (scenario.Expect.Sometimes.IsEmpty)
        {
            return [];
        }

        var unseen = scenario.Expect.Sometimes.ToList();
        foreach (var log in logs)
        {
            var lines = log.Select(l => l.ToString()).ToArray();
            unseen.RemoveAll(e => Shows(lines, e));
        }

        return [.. unseen.Select(e => e.After is null ? e.Match : $"{e.Match} after {e.After}")];
    }

    private static bool Shows(string[] lines, EventExpectation expected)
    {
        var from = expected.After is { } after ? Array.FindIndex(lines, l => PatternMonitor.Matches(after, l)) + 1 : 0;
        return (expected.After is null || from > 0) && lines.Skip(from).Any(l => PatternMonitor.Matches(expected.Match, l));
    }
}
