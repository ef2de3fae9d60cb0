using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>One run of a transition system, every choice drawn from a seed.</summary>
public static class RandomWalk
{
    private const int MaxSteps = 20_000;

    /// <summary>The log of the run, the end included.</summary>
    public static LogEvent[] Log(ITransitionSystem system, int seed)
    {
        var random = new Random(seed);
        var buffer = new SuccessorBuffer(system.StateSize);
        var state = new byte[system.StateSize];
        system.Initial(state);
        var log = new List<LogEvent>();
        for (var step = 0; step < MaxSteps; step++)
        {
            buffer.Clear();
            system.Successors(state, buffer);
            if (buffer.Count == 0)
            {
                return [.. log, system.EndOf(state)];
            }

            var taken = random.Next(buffer.Count);
            if (!buffer.Transition(taken).Label.IsHidden)
            {
                log.Add(system.Decode(buffer.Transition(taken).Label));
            }

            buffer.State(taken).CopyTo(state);
        }

        throw new InvalidOperationException($"seed {seed}: no end after {MaxSteps} steps");
    }
}
