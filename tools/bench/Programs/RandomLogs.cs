using System.Collections.Immutable;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Bench.Programs;

/// <summary>Legal logs: what random walks through a model show.</summary>
internal static class RandomLogs
{
    /// <summary>So many logs, of the seeds 1, 2, 3, ...</summary>
    public static ImmutableArray<LogEvent>[] Of(ITransitionSystem system, int count) => [.. Enumerable.Range(1, count).Select(seed => Of(system, seed, 0))];

    /// <summary>The log of one walk, its end included. Until it has so many lines no gate opens. Equal lines are one object.</summary>
    public static ImmutableArray<LogEvent> Of(ITransitionSystem system, int seed, int lines)
    {
        var random = new Random(seed);
        var buffer = new SuccessorBuffer(system.StateSize);
        var state = new byte[system.StateSize];
        system.Initial(state);
        var known = new Dictionary<Label, LogEvent>();
        var log = ImmutableArray.CreateBuilder<LogEvent>(lines);
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
                if (!known.TryGetValue(label, out var line))
                {
                    known.Add(label, line = system.Decode(label));
                }

                if (line is GateOpened && log.Count < lines && buffer.Count > 1)
                {
                    continue;
                }

                log.Add(line);
            }

            buffer.State(taken).CopyTo(state);
        }
    }
}
