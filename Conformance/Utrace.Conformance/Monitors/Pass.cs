using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>The callbacks of one occurrence of an event, where a log tells occurrences apart.</summary>
/// <param name="Thread">The traced thread.</param>
/// <param name="Event">The event.</param>
/// <param name="Start">A line before its first callback could begin; the pass begins after it.</param>
/// <param name="Over">The line that shows that it is over; past every line where there is none.</param>
/// <param name="Callbacks">Its callbacks in order, report_quiesce of this event included.</param>
internal sealed record Pass(string Thread, UtraceEvents Event, int Start, int Over, IReadOnlyList<CallbackSpan> Callbacks)
{
    /// <summary>Every pass of exec, system call entry and exit, thread exit, death and reap; passes without a callback included.</summary>
    public static IEnumerable<Pass> Of(LogIndex log)
    {
        foreach (var thread in log.Scenario.Threads.Select(t => t.Name))
        {
            foreach (var enter in log.LinesOf(thread, -1).Where(i => log.Lines[i] is ActivityStaged { Stage: ActivityStage.Enter }))
            {
                var (_, over, what) = log.ActivityAt(thread, enter + 1)!.Value;
                if (string.Equals(what, "exec", StringComparison.Ordinal))
                {
                    yield return Made(log, thread, UtraceEvents.Exec, enter, over);
                }
                else if (what.StartsWith("syscall", StringComparison.Ordinal))
                {
                    yield return Made(log, thread, UtraceEvents.SyscallEntry, enter, over);
                    yield return Made(log, thread, UtraceEvents.SyscallExit, enter, over);
                }
            }

            var died = log.DiedAt(thread);
            var last = log.LinesOf(thread, -1, died).LastOrDefault(i => log.IsUserStep(i) || log.Lines[i] is ActivityStaged { Stage: ActivityStage.Done }, -1);
            yield return Made(log, thread, UtraceEvents.Exit, last, died);
            yield return Made(log, thread, UtraceEvents.Death, last, died);
            yield return new(thread, UtraceEvents.Reap, -1, int.MaxValue, [.. log.Callbacks.Where(
                b => b.Callback is Callback.Reap && string.Equals(log.Engine(b.Engine)?.Thread, thread, StringComparison.Ordinal))]);
        }
    }

    /// <summary>The passes of one of these events.</summary>
    public static IEnumerable<Pass> Of(LogIndex log, UtraceEvents events) => Of(log).Where(p => (p.Event & events) != 0);

    /// <summary>The callbacks that are the event's own, without report_quiesce.</summary>
    public IEnumerable<CallbackSpan> Specific => Callbacks.Where(b => b.Callback is not Callback.Quiesce);

    /// <summary>Two callbacks of two engines, the first begun before the second.</summary>
    public static IEnumerable<(CallbackSpan First, CallbackSpan Second)> Pairs(IEnumerable<CallbackSpan> callbacks)
    {
        var list = callbacks.ToList();
        return list.SelectMany((a, i) => list.Skip(i + 1).Where(b => !string.Equals(a.Engine, b.Engine, StringComparison.Ordinal)).Select(b => (a, b)));
    }

    /// <summary>
    /// The callbacks up to where an engine gets the event's own callback again: for a system call's entry, the first round of what may be several.
    /// </summary>
    public IEnumerable<CallbackSpan> FirstRound()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Specific.TakeWhile(b => seen.Add(b.Engine) && (b.Invocation.Action.Bits & (uint)SyscallAction.Resumed) == 0);
    }

    private static Pass Made(LogIndex log, string thread, UtraceEvents of, int start, int over) => new(thread, of, start, over,
        [.. log.Callbacks.Where(b => b.Event == of && string.Equals(b.Actor, thread, StringComparison.Ordinal) && b.Begin > start && b.Begin < over)]);
}
