using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>Holds one log against what the scenario's author expects: results, final states, always, never. <c>sometimes</c> is a matter of the model alone.</summary>
internal static class ExpectationCheck
{
    /// <summary>Every expectation that the log misses, once each: results in log order, final states, then patterns in document order.</summary>
    public static ImmutableArray<ExpectationMiss> Check(Scenario scenario, IReadOnlyList<LogEvent> log) =>
        [.. Results(scenario, log).Concat(Finals(scenario, log)).Concat(Patterns(scenario, log)).DistinctBy(m => (m.Kind, m.Source, m.Finding.What))];

    private static IEnumerable<ExpectationMiss> Results(Scenario scenario, IReadOnlyList<LogEvent> log)
    {
        var map = new ScriptMap(scenario);
        var cursors = Enumerable.Range(0, map.Lanes.Length).Select(lane => LaneCursor.Start(map, lane)).ToArray();
        foreach (var line in log)
        {
            if (map.LaneOf(line) is >= 0 and var lane)
            {
                cursors[lane] = cursors[lane].After(line, out var miss);
                if (miss is not null)
                {
                    yield return Miss(FindingKind.Result, scenario, miss.Expect.Guarantee, ExpectationWords.Result(miss), miss.Step.Source);
                }
            }
        }
    }

    private static IEnumerable<ExpectationMiss> Finals(Scenario scenario, IReadOnlyList<LogEvent> log)
    {
        if (log.Count == 0 || log[^1] is not Ended ended)
        {
            yield break;
        }

        foreach (var final in scenario.Expect.Final)
        {
            var found = ended.States.States.First(s => string.Equals(s.Thread, final.Thread, StringComparison.Ordinal)).State;
            if (!final.States.Contains(found))
            {
                yield return Miss(FindingKind.Final, scenario, final.Guarantee, ExpectationWords.Final(final, found), final.Source);
            }
        }
    }

    private static List<ExpectationMiss> Patterns(Scenario scenario, IReadOnlyList<LogEvent> log)
    {
        var isWhole = log.Count > 0 && log[^1] is Ended;
        var misses = new List<ExpectationMiss>();
        var monitor = new PatternMonitor(scenario.Expect);
        var bits = new int[monitor.Words];
        monitor.Initial(bits);
        for (var i = 0; i < log.Count; i++)
        {
            var line = log[i].ToString();
            monitor.Step(i, line, bits, p =>
            {
                var (pattern, kind) = monitor.Patterns[p];
                if (kind is PatternKind.Never)
                {
                    misses.Add(Miss(FindingKind.Never, scenario, pattern.Guarantee, ExpectationWords.Never(pattern, line), pattern.Source));
                }
            });
        }

        for (var p = 0; isWhole && p < monitor.Patterns.Length; p++)
        {
            var (pattern, kind) = monitor.Patterns[p];
            if (kind is PatternKind.Always && !monitor.IsSeen(bits, p))
            {
                misses.Add(Miss(FindingKind.Always, scenario, pattern.Guarantee, ExpectationWords.Always(pattern, PatternMonitor.IsArmed(bits, p)), pattern.Source));
            }
        }

        return misses;
    }

    private static ExpectationMiss Miss(FindingKind kind, Scenario scenario, string? guarantee, string what, SourceMark source) =>
        new(kind, source, new Finding(guarantee ?? scenario.Guarantees[0], what, source.ToString()));
}

/// <summary>An expectation that a log misses.</summary>
internal sealed record ExpectationMiss(FindingKind Kind, SourceMark Source, Finding Finding);
