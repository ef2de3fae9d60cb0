using System.Collections.Immutable;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Exploration;

/// <summary>One step of the model.</summary>
/// <param name="Context">Who takes it.</param>
/// <param name="Transition">The transition.</param>
/// <param name="Rule">The rule that fires.</param>
/// <param name="Line">The log line it shows; null for a hidden step.</param>
public sealed record TraceStep(string Context, Transition Transition, RuleInfo Rule, LogEvent? Line);

/// <summary>A way through the model from its initial state.</summary>
/// <param name="Steps">The steps, hidden ones included.</param>
/// <param name="End">The last line where the way ends with nothing able to move; else null.</param>
/// <param name="Waits">What each context waits for, or is about to do, where the way ends.</param>
public sealed record Trace(ImmutableArray<TraceStep> Steps, Ended? End, ImmutableArray<string> Waits)
{
    /// <summary>The lines that a log of this way shows, the end included.</summary>
    public IEnumerable<LogEvent> Lines
    {
        get
        {
            var lines = Steps.Where(s => s.Line is not null).Select(s => s.Line!);
            return End is null ? lines : lines.Append(End);
        }
    }
}
