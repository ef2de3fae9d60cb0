using System.Collections.Immutable;
using Utrace.Reference;
using Utrace.Spec.Loading;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Oracle;

/// <summary>A scenario whose logs can have any length: two engines ask for the next report out of every report, until one actor detaches both.</summary>
internal static class EndlessScenario
{
    private const string Text = """
        schema: 1
        id: quiesce/for-ever
        title: Every report asks for the next one
        why: Logs of it have any length.
        guarantees: [QUIESCE-01]
        threads:
          T:
            program:
              - await: go
        engines:
          E:
            events: [QUIESCE]
            on:
              - callback: report_quiesce
                do:
                  - control: { engine: E, action: REPORT }
          F:
            events: [QUIESCE]
            on:
              - callback: report_quiesce
                do:
                  - control: { engine: F, action: REPORT }
        actors:
          D:
            - control: { engine: E, action: REPORT }
            - control: { engine: F, action: REPORT }
            - open: go
            - control: { engine: E, action: DETACH }
            - control: { engine: F, action: DETACH }
        """;

    /// <summary>The scenario.</summary>
    public static Scenario Scenario { get; } = ScenarioLoader.LoadText(Text, "for-ever.yaml", null) is { Defects.IsEmpty: true } loaded
        ? loaded.Scenarios.Single()
        : throw new InvalidOperationException(string.Join('\n', ScenarioLoader.LoadText(Text, "for-ever.yaml", null).Defects));

    /// <summary>The log of a random walk that ends soon after so many lines; lines that are equal are one object, so that the log itself is small.</summary>
    public static ImmutableArray<LogEvent> Log(UtraceModel system, int lines, int seed)
    {
        var random = new Random(seed);
        var buffer = new SuccessorBuffer(system.StateSize);
        var state = new byte[system.StateSize];
        system.Initial(state);
        var known = new Dictionary<Label, LogEvent>();
        var log = ImmutableArray.CreateBuilder<LogEvent>(lines + 100);
        while (true)
        {
            buffer.Clear();
            system.Successors(state, buffer);
            if (buffer.Count == 0)
            {
                log.Add(system.EndOf(state));
                return log.ToImmutable();
            }

            var taken = random.Next(buffer.Count);
            var label = buffer.Transition(taken).Label;
            if (!label.IsHidden)
            {
                var line = known.TryGetValue(label, out var old) ? old : known[label] = system.Decode(label);
                if (line is GateOpened && log.Count < lines)
                {
                    if (buffer.Count == 1)
                    {
                        throw new InvalidOperationException($"the reports ended: {string.Join("; ", log.TakeLast(20))}; {string.Join("; ", system.DescribeWaits(state))}");
                    }

                    continue; // D waits; the reports go on.
                }

                log.Add(line);
            }

            buffer.State(taken).CopyTo(state);
        }
    }
}
