using Utrace.Conformance.Oracle;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>SIGKILL ends a traced stop.</summary>
internal sealed class Kill01() : LogMonitor("KILL-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from thread in log.Scenario.Threads.Select(t => t.Name)
        where log.EndOf(thread) is TraceeState.Tstopped && !StopsInExit(log, thread)
        from kill in log.Kills(thread).Take(1)
        select Broken(log.Lines.Count - 1, $"{kill} = 0, and {thread} stays in its traced stop.");

    /// <summary>Whether a stop in report_exit outlasts a kill is open (KILL-07).</summary>
    internal static bool StopsInExit(LogIndex log, string thread) =>
        log.Callbacks.Any(b => b.Event is UtraceEvents.Exit && string.Equals(b.Actor, thread, StringComparison.Ordinal));
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
        where log.EndOf(thread) is TraceeState.Tstopped && !Kill01.StopsInExit(log, thread)
        from died in log.Lines.OfType<Died>()
        where !string.Equals(died.Actor, thread, StringComparison.Ordinal) && string.Equals(log.GroupOf(died.Actor), log.GroupOf(thread), StringComparison.Ordinal)
            && log.Lines.Any(l => l is ActivityStaged { Stage: ActivityStage.Enter, What: "exit_group" } && string.Equals(l.Actor, died.Actor, StringComparison.Ordinal))
            && !log.Lines.Any(l => l is ActivityStaged { What: "exec" } && string.Equals(l.Actor, thread, StringComparison.Ordinal)) // An exec may have come first.
        select Broken(log.Lines.Count - 1, $"{died.Actor} ended the group, and {thread} stays in its traced stop.");
}
