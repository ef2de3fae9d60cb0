using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Monitors;

/// <summary>One complete log of the model, its interleaving drawn by a seed.</summary>
internal static class ModelWalk
{
    private const int Longest = 20_000;

    public static IReadOnlyList<LogEvent>? Log(ITransitionSystem model, uint seed)
    {
        var state = new byte[model.StateSize];
        var successors = new SuccessorBuffer(model.StateSize);
        var lines = new List<LogEvent>();
        var random = seed;
        model.Initial(state);
        for (var step = 0; step < Longest; step++)
        {
            successors.Clear();
            model.Successors(state, successors);
            if (successors.Count == 0)
            {
                lines.Add(model.EndOf(state));
                return lines;
            }

            random = (random * 1664525) + 1013904223;
            var choice = (int)((random >> 8) % (uint)successors.Count);
            var label = successors.Transition(choice).Label;
            if (!label.IsHidden)
            {
                lines.Add(model.Decode(label));
            }

            successors.State(choice).CopyTo(state);
        }

        return null;
    }
}
