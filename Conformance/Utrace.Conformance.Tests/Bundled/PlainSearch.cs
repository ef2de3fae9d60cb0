using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>
/// Whether a transition system can show exactly some lines: depth first, one path at a time, lines compared as text.
/// Slow and simple on purpose: it shares nothing with the oracle that it checks.
/// </summary>
public static class PlainSearch
{
    /// <summary>The number of steps of a way that shows the log; null where there is none.</summary>
    public static int? StepsOf(ITransitionSystem system, IReadOnlyList<LogEvent> log)
    {
        var texts = log.Select(l => l.ToString()).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var initial = new byte[system.StateSize];
        system.Initial(initial);
        var open = new Stack<(byte[] State, int Shown, int Steps)>([(initial, 0, 0)]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add($"{node.Shown}/{Convert.ToHexString(node.State)}"))
            {
                continue;
            }

            if (node.Shown == texts.Length - 1 && system.IsQuiescent(node.State) && Same(system.EndOf(node.State), texts[^1]))
            {
                return node.Steps;
            }

            var buffer = new SuccessorBuffer(system.StateSize);
            system.Successors(node.State, buffer);
            for (var n = 0; n < buffer.Count; n++)
            {
                var label = buffer.Transition(n).Label;
                if (label.IsHidden)
                {
                    open.Push((buffer.State(n).ToArray(), node.Shown, node.Steps + 1));
                }
                else if (node.Shown < texts.Length && Same(system.Decode(label), texts[node.Shown]))
                {
                    open.Push((buffer.State(n).ToArray(), node.Shown + 1, node.Steps + 1));
                }
            }
        }

        return null;
    }

    private static bool Same(LogEvent line, string text) => string.Equals(line.ToString(), text, StringComparison.Ordinal);
}
