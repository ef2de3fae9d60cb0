using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// Holds a log against what the scenario's author wrote: every step's <c>expect</c>, <c>always</c>, <c>never</c> and <c>final</c>
/// (<c>sometimes</c> is about many runs). Independent of the model; a log without an end is not held against <c>always</c> and <c>final</c>.
/// </summary>
public static class ExpectationCheck
{
    /// <summary>What the log misses, in the order of its lines, what concerns the whole log last.</summary>
    public static ImmutableArray<LogFinding> Check(Scenario scenario, IReadOnlyList<LogEvent> log)
    {
        var findings = ImmutableArray.CreateBuilder<LogFinding>();
        var map = new ScriptMap(scenario);
        var cursors = map.Lanes.Select((_, lane) => LaneCursor.Start(map, lane)).ToArray();
        var patterns = new PatternMonitor(scenario.Expect);
        var bits = new int[patterns.Words];
        patterns.Initial(bits);
        for (var index = 0; index < log.Count; index++)
        {
            var line = log[index];
            if (map.LaneOf(line) is >= 0 and var lane && line is not Ended)
            {
                cursors[lane] = cursors[lane].After(line, out var miss);
                if (miss is not null)
                {
                    findings.Add(new LogFinding(Or(miss.Expect.Guarantee), index, ExpectationWords.Result(miss), miss.Step.Source) { IsTied = miss.Expect.Guarantee is not null });
                }
            }

            var text = line.ToString();
            patterns.Step(index, text, bits, p =>
            {
                var (expectation, kind) = patterns.Patterns[p];
                if (kind is PatternKind.Never)
                {
                    findings.Add(new LogFinding(Or(expectation.Guarantee), index, ExpectationWords.Never(expectation, text), expectation.Source) { IsTied = expectation.Guarantee is not null });
                }
            });
        }

        if (log.Count > 0 && log[^1] is Ended end)
        {
            findings.AddRange(AtTheEnd(end));
        }

        return findings.ToImmutable();

        string Or(string? guarantee) => guarantee ?? scenario.Guarantees[0];

        IEnumerable<LogFinding> AtTheEnd(Ended last)
        {
            for (var p = 0; p < patterns.Patterns.Length; p++)
            {
                var (expectation, kind) = patterns.Patterns[p];
                if (kind is PatternKind.Always && !patterns.IsSeen(bits, p))
                {
                    var what = ExpectationWords.Always(expectation, PatternMonitor.IsArmed(bits, p));
                    yield return new LogFinding(Or(expectation.Guarantee), null, what, expectation.Source) { IsTied = expectation.Guarantee is not null };
                }
            }

            foreach (var final in scenario.Expect.Final)
            {
                foreach (var (thread, state) in last.States.States)
                {
                    if (string.Equals(thread, final.Thread, StringComparison.Ordinal) && !final.States.Contains(state))
                    {
                        yield return new LogFinding(Or(final.Guarantee), log.Count - 1, ExpectationWords.Final(final, state), final.Source) { IsTied = final.Guarantee is not null };
                    }
                }
            }
        }
    }
}
