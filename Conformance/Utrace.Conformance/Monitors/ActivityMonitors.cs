using Utrace.Conformance.Oracle;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>What the entry callbacks of a system call decided, against what became of its body.</summary>
internal abstract class Decided(string guarantee) : LogMonitor(guarantee)
{
    private protected static IEnumerable<(Pass Pass, CallbackSpan Last, int Line, bool Ran)> Of(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.SyscallEntry)
        let last = pass.Callbacks.LastOrDefault(b => b.Callback is Callback.SyscallEntry)
        where last is not null && pass.Callbacks.All(b => b.HasEnded)
            && pass.Callbacks.All(b => log.Engine(b.Engine) is { } e && e.DetachMayBegin >= pass.Over)
        from line in log.LinesOf(pass.Thread, pass.Start, pass.Over)
        where log.Lines[line] is ActivityStaged { Stage: ActivityStage.Body or ActivityStage.Abort }
        select (pass, last, line, log.Lines[line] is ActivityStaged { Stage: ActivityStage.Body });

    private protected static bool IsAbort(CallbackSpan callback) => (callback.Result.Bits & 0xf0) == (uint)SyscallAction.Abort;
}

/// <summary>ABORT skips the call.</summary>
internal sealed class Syscall02() : Decided("SYSCALL-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from d in Of(log)
        where d.Ran && IsAbort(d.Last)
        select Broken(d.Line, $"{d.Last} was the last to decide and returned ABORT, and the call is executed.");
}

/// <summary>The last engine called decides.</summary>
internal sealed class Syscall03() : Decided("SYSCALL-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from d in Of(log)
        where !d.Ran && !IsAbort(d.Last) && log.KillMayBegin(d.Pass.Thread) > d.Line
        select Broken(d.Line, $"{d.Last} was the last to decide and did not return ABORT, and the call is skipped.");
}

/// <summary>Engines that only have QUIESCE do not decide.</summary>
internal sealed class Syscall04() : Decided("SYSCALL-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from d in Of(log)
        where d.Ran && IsAbort(d.Last)
        let quiesce = d.Pass.Callbacks.FirstOrDefault(b => b.Callback is Callback.Quiesce && b.Begin > d.Last.End)
        where quiesce is not null
        select Broken(d.Line, $"{d.Last} returned ABORT, {quiesce} has no say in it, and the call is executed.");
}

/// <summary>STOP at entry stops before the call.</summary>
internal sealed class Syscall05() : LogMonitor("SYSCALL-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        where hold.By is { Event: UtraceEvents.SyscallEntry }
        from line in hold.Lines(log).Where(i => log.Lines[i] is ActivityStaged { Stage: ActivityStage.Body or ActivityStage.Abort or ActivityStage.Done }).Take(1)
        select Broken(line, $"{hold} at the entry of the call, and the call goes on although {hold.Engine} did not let it.");
}

/// <summary>A repeat of the entry callbacks says RESUMED.</summary>
internal sealed class Syscall07() : LogMonitor("SYSCALL-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.SyscallEntry)
        from again in pass.Specific.GroupBy(b => b.Engine, StringComparer.Ordinal).SelectMany(g => g.Skip(1))
        where (again.Invocation.Action.Bits & (uint)SyscallAction.Resumed) == 0
        select Broken(again.Begin, $"{again} begins again for the same call without RESUMED.");
}

/// <summary>A repeat begins afresh: the result of the round before does not stop it.</summary>
internal sealed class Syscall08() : LogMonitor("SYSCALL-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        let last = log.Callbacks.LastOrDefault(b => b.Begin < orphan.Line && string.Equals(b.Actor, orphan.Thread, StringComparison.Ordinal))
        where last is { Callback: Callback.SyscallEntry } && (last.Invocation.Action.Bits & (uint)SyscallAction.Resumed) != 0
            && !log.LinesOf(orphan.Thread, last.End, orphan.Line).Any()
        select Broken(orphan.Line, $"{last} is over and nobody wants a stop any more, and {orphan.Thread} stops again at the entry.");
}

/// <summary>A kill at the entry stop keeps the call from running.</summary>
internal sealed class Syscall09() : LogMonitor("SYSCALL-09")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        where hold.By is { Event: UtraceEvents.SyscallEntry }
        from kill in log.Kills(hold.Engine.Thread).Take(1)
        where kill.Begin > hold.Since && hold.Until == kill.Begin
        from line in log.LinesOf(hold.Engine.Thread, kill.End).Where(i => log.Lines[i] is ActivityStaged { Stage: ActivityStage.Body }).Take(1)
        where log.ActivityAt(hold.Engine.Thread, line)?.Enter < hold.Since
        select Broken(line, $"{kill} = 0 came while {hold.Engine.Thread} was stopped at the entry of the call, and the call is executed.");
}

/// <summary>An execve that fails is not reported.</summary>
internal sealed class Exec02() : LogMonitor("EXEC-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exec)
        where log.LinesOf(pass.Thread, pass.Start, pass.Over).Any(i => log.Lines[i] is ActivityStaged { Stage: ActivityStage.Fail })
        from callback in pass.Callbacks
        select Broken(callback.Begin, $"{callback} is made for an execve that fails.");
}

/// <summary>Engines stay attached across an exec.</summary>
internal sealed class Exec03() : LogMonitor("EXEC-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from missing in new Report01().Missing(log)
        let line = missing.Index ?? 0
        from earlier in Pass.Of(log, UtraceEvents.Exec)
        where string.Equals(earlier.Thread, log.Lines[line].Actor, StringComparison.Ordinal) && earlier.Over < line && earlier.Specific.Any()
        select Broken(line, $"{missing.What} An exec came before, and engines stay attached across it.");
}

/// <summary>report_exit is made once.</summary>
internal sealed class Exit01() : LogMonitor("EXIT-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => Twice(log).Concat(Missing(log));

    private IEnumerable<LogFinding> Twice(LogIndex log) =>
        from engine in log.Engines
        from again in engine.Callbacks.Where(b => b.Callback is Callback.Exit).Skip(1)
        select Broken(again.Begin, $"{again} begins a second time.");

    private IEnumerable<LogFinding> Missing(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exit)
        where pass.Over != int.MaxValue
        from engine in log.EnginesOf(pass.Thread)
        where engine.MustWant(UtraceEvents.Exit, pass.Start, pass.Over) && engine.DetachAskedFor > pass.Over && engine.Spec.Callbacks.Contains(Callback.Exit)
            && !pass.Specific.Any(b => string.Equals(b.Engine, engine.Name, StringComparison.Ordinal))
        select Broken(pass.Over, $"{pass.Thread} is dead, and {engine} with EXIT got no report_exit.");
}

/// <summary>The exit code as later engines see it; the original one stays.</summary>
internal sealed class Exit02() : LogMonitor("EXIT-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exit)
        let exits = pass.Specific.ToList()
        from i in Enumerable.Range(1, Math.Max(0, exits.Count - 1))
        let before = exits[i - 1]
        let now = exits[i].Invocation
        let code = Written(log, before) ?? before.Invocation.Code
        where now.OriginalCode != before.Invocation.OriginalCode || now.Code != code
        select Broken(exits[i].Begin, $"{exits[i]} sees {now.OriginalCode}, {now.Code}; {before} left {before.Invocation.OriginalCode}, {code}.");

    private static int? Written(LogIndex log, CallbackSpan exit) =>
        log.Engine(exit.Engine)?.Spec.On.FirstOrDefault(r => r.Callback is Callback.Exit && r.Event is null && r.Occurrences.Contains(1))?.ExitCode;
}

/// <summary>STOP in report_exit holds the thread before it dies.</summary>
internal sealed class Exit03() : LogMonitor("EXIT-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        where hold.By is { Event: UtraceEvents.Exit }
        let later = log.LinesOf(hold.Engine.Thread, hold.Since).Where(i => i <= hold.Until && Shows(log, hold, i)).DefaultIfEmpty(-1).First()
        where later >= 0
        select Broken(later, $"{hold} in the exit, and {hold.Engine.Thread} dies although {hold.Engine} did not let it go on.");

    private static bool Shows(LogIndex log, Hold hold, int line) => log.Lines[line] switch
    {
        Died d => string.Equals(d.Actor, hold.Engine.Thread, StringComparison.Ordinal),
        CallbackBegan b => string.Equals(b.Actor, hold.Engine.Thread, StringComparison.Ordinal)
            && (b.Invocation.Callback is Callback.Death || b.Invocation.Event is UtraceEvents.Death),
        _ => false,
    };
}

/// <summary>A later report_exit replaces the STOP of report_quiesce(EXIT).</summary>
internal sealed class Exit04() : LogMonitor("EXIT-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.Wish is { Callback: Callback.Quiesce, Event: UtraceEvents.Exit } && wish.Callback is { Callback: Callback.Exit }
        select Broken(orphan.Line, $"{wish.Callback} returned no STOP after report_quiesce(EXIT) had, and {orphan.Thread} stays stopped.");
}

/// <summary>A later report_syscall_entry replaces the STOP of report_quiesce(SYSCALL_ENTRY).</summary>
internal sealed class Syscall12() : LogMonitor("SYSCALL-12")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.Wish is { Callback: Callback.Quiesce, Event: UtraceEvents.SyscallEntry } && wish.Callback is { Callback: Callback.SyscallEntry }
        select Broken(orphan.Line, $"{wish.Callback} returned no STOP after report_quiesce(SYSCALL_ENTRY) had, and {orphan.Thread} stays stopped.");
}

/// <summary>INTERRUPT ends an interruptible sleep.</summary>
internal sealed class Interrupt01() : LogMonitor("INTERRUPT-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        where log.EndOf(engine.Thread) is TraceeState.Sleeping
        from call in engine.Controls
        where call.IsControl(ResumeAction.Interrupt) && call.IsZero
        let activity = log.ActivityAt(engine.Thread, log.Lines.Count)
        where activity is not null && activity.Value.Enter < call.Begin
            && log.Lines.Take(call.Begin).Skip(activity.Value.Enter).Any(l => l switch
            {
                Probed { State: TraceeState.Sleeping } p => string.Equals(p.Thread, engine.Thread, StringComparison.Ordinal),
                StateSeen { State: TraceeState.Sleeping } p => string.Equals(p.Thread, engine.Thread, StringComparison.Ordinal),
                _ => false,
            })
            && IsInterruptible(log, engine.Thread, activity.Value.What)
        select Broken(log.Lines.Count - 1, $"{call} = 0, and {engine.Thread} sleeps on in {activity.Value.What}.");

    private static bool IsInterruptible(LogIndex log, string thread, string what) =>
        log.Scenario.Threads.Where(t => string.Equals(t.Name, thread, StringComparison.Ordinal))
            .SelectMany(t => t.Program.OfType<Spec.Scenarios.SyscallActivity>())
            .Where(s => string.Equals($"syscall {s.Name}", what, StringComparison.Ordinal))
            .All(s => s.Sleep is Spec.Scenarios.SleepKind.Interruptible);
}
