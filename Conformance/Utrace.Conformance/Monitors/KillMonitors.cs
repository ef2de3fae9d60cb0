using Utrace.Conformance.Oracle;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>SIGKILL ends a traced stop.</summary>
internal sealed class Kill01() : LogMonitor("KILL-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from thread in log.Scenario.Threads.Select(t => t.Name)
        where log.EndOf(thread) is TraceeState.Tstopped
        from kill in log.Kills(thread).Take(1)
        where !MayRestInExit(log, thread, kill.Begin)
        select Broken(log.Lines.Count - 1, $"{kill} = 0, and {thread} stays in its traced stop.");

    /// <summary>
    /// Whether a stop in report_exit outlasts a kill is open (KILL-07). It shows a callback only where an engine wants one in its turn: a set_events can take EXIT
    /// away once the report has begun, or leave it in the union (QUIESCE-02), and a stop that an engine wants already counts all the same.
    /// </summary>
    /// <param name="log">The log.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="since">The line from which on it may be about to die.</param>
    internal static bool MayRestInExit(LogIndex log, string thread, int since)
    {
        if (!log.IsClear(thread) || log.Callbacks.Any(b => b.Event is UtraceEvents.Exit && string.Equals(b.Actor, thread, StringComparison.Ordinal)))
        {
            return true;
        }

        var engines = log.EnginesOf(thread).ToList();
        return engines.Exists(e => e.MayWant(UtraceEvents.Exit, -1, int.MaxValue))
            && !engines.Exists(e => e.MustWant(UtraceEvents.Exit, since, int.MaxValue) && e.Spec.Callbacks.Contains(Callback.Exit) && e.DetachMayBegin is int.MaxValue);
    }
}

/// <summary>A killed thread runs no user code.</summary>
internal sealed class Kill02() : LogMonitor("KILL-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from thread in log.Scenario.Threads.Select(t => t.Name)
        from kill in log.Kills(thread).Take(1)
        let step = FirstNew(log, thread, kill)
        where step >= 0
        select Broken(step, $"{thread} runs user code after {kill} = 0.");

    /// <summary>A step that was taken before the kill may still show; one that comes after anything else of the thread was taken after it.</summary>
    private static int FirstNew(LogIndex log, string thread, CallSpan kill)
    {
        var inKernel = log.Callbacks.Any(b => string.Equals(b.Actor, thread, StringComparison.Ordinal) && b.Covers(kill.End))
            || log.ActivityAt(thread, kill.End) is not null
            || Hold.Of(log).Any(h => h.By is not null && string.Equals(h.Engine.Thread, thread, StringComparison.Ordinal)
                && h.Since < kill.Begin && h.Until == kill.Begin && h.UserStep(log) is null);
        foreach (var line in log.LinesOf(thread, kill.End))
        {
            if (log.IsUserStep(line) && inKernel)
            {
                return line;
            }

            inKernel = true;
        }

        return -1;
    }
}

/// <summary>A group's end takes threads along whatever engines want.</summary>
internal sealed class Kill03() : LogMonitor("KILL-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from thread in log.Scenario.Threads.Select(t => t.Name)
        where log.EndOf(thread) is TraceeState.Tstopped
        from died in log.Lines.OfType<Died>()
        where !string.Equals(died.Actor, thread, StringComparison.Ordinal) && string.Equals(log.GroupOf(died.Actor), log.GroupOf(thread), StringComparison.Ordinal)
        let end = log.LinesOf(died.Actor, -1).FirstOrDefault(i => log.Lines[i] is ActivityStaged { Stage: ActivityStage.Enter, What: "exit_group" }, -1)
        where end >= 0 && !Kill01.MayRestInExit(log, thread, end)
            && !log.Lines.Any(l => l is ActivityStaged { What: "exec" } && string.Equals(l.Actor, thread, StringComparison.Ordinal)) // An exec may have come first.
        select Broken(log.Lines.Count - 1, $"{died.Actor} ended the group, and {thread} stays in its traced stop.");
}
