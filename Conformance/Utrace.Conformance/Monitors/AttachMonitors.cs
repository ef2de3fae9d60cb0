using Utrace.Conformance.Oracle;
using Utrace.Spec;

namespace Utrace.Conformance.Monitors;

/// <summary>The handle of an attached engine is accepted.</summary>
internal sealed class Attach01() : LogMonitor("ATTACH-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from call in engine.Calls
        where call.Failed(Errno.ESRCH) && call.Call.Pid is null && engine.AttachEnd < call.Begin && engine.DetachMayBegin > call.End && log.Survives(engine.Thread)
            && call.Call.Function is ApiFunction.SetEvents or ApiFunction.Control or ApiFunction.Barrier
        select Broken(call.End, $"{call} = ESRCH although {engine} is attached to a living thread.");
}

/// <summary>A look-up finds what is attached, and creates nothing.</summary>
internal sealed class Attach04() : LogMonitor("ATTACH-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => Unknown(log).Concat(LeftBehind(log));

    private IEnumerable<LogFinding> LeftBehind(LogIndex log) =>
        from call in log.RefusedForNothing()
        from lookUp in log.Lookups().Where(l => l.End < call.Begin && string.Equals(l.Call.Thread, call.Call.Thread, StringComparison.Ordinal)).Take(1)
        select Broken(call.End, $"{call} = EEXIST although nothing but {lookUp} came before it; a look-up creates nothing.");

    private IEnumerable<LogFinding> Unknown(LogIndex log) =>
        from call in log.Lookups()
        where call.Result.Handle is not null && !log.Scenario.Engines.Any(e => log.Engine(e.Name) is { } track
            ? track.AttachBegin < call.End && string.Equals(track.Name, call.Result.Handle, StringComparison.Ordinal)
            : !log.IsClear(call.Call.Thread!))
        select Broken(call.End, $"{call} = {call.Result}, which nobody has attached; ENOENT is due.");
}

/// <summary>MATCH_OPS and MATCH_DATA limit the match.</summary>
internal sealed class Attach06() : LogMonitor("ATTACH-06")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Lookups()
        where log.Engine(call.Result.Handle) is { } engine && !engine.Matches(call.Call)
        select Broken(call.End, $"{call} = {call.Result}, which does not match.");
}

/// <summary>Without a match flag the first engine matches.</summary>
internal sealed class Attach07() : LogMonitor("ATTACH-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Lookups()
        where call.Call.Flags is AttachFlags.None && log.Engine(call.Result.Handle) is not null
        from first in log.EnginesOf(call.Call.Thread!)
        where first.AttachEnd < call.Begin && first.DetachMayBegin > call.End && log.DeadSince(first.Thread) > call.End
            && log.IsBefore(first.Name, call.Result.Handle!)
        select Broken(call.End, $"{call} = {call.Result} although {first} was attached before it.");
}

/// <summary>EXCLUSIVE fails where a matching engine is attached, and only there.</summary>
internal sealed class Attach08() : LogMonitor("ATTACH-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => Second(log).Concat(Refused(log));

    private IEnumerable<LogFinding> Second(LogIndex log) =>
        from call in log.Exclusives()
        where call.Result.Handle is not null
        from other in log.EnginesOf(call.Call.Thread!)
        where other.Attach != call && other.AttachEnd < call.Begin && other.DetachMayBegin > call.End
            && log.DeadSince(other.Thread) > call.End && other.Matches(call.Call)
        select Broken(call.End, $"{call} = {call.Result} although {other} matches; EEXIST is due.");

    private IEnumerable<LogFinding> Refused(LogIndex log) =>
        from call in log.RefusedForNothing()
        select Broken(call.End, $"{call} = EEXIST although no engine matches.");
}

/// <summary>Engines that were detached never match.</summary>
internal sealed class Attach09() : LogMonitor("ATTACH-09")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Lookups()
        where log.Engine(call.Result.Handle) is { } engine && log.IsDetached(engine, call.Begin)
        select Broken(call.End, $"{call} = {call.Result}, which was detached.");
}

/// <summary>Of two exclusive attaches that match each other one wins.</summary>
internal sealed class Attach10() : LogMonitor("ATTACH-10")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Exclusives()
        let mine = call.IsZero ? log.Engine(call.Call.Engine) : null
        where mine is not null
        from other in log.EnginesOf(mine.Thread)
        let rival = other.Attach
        where rival is not null && rival != call && rival.IsZero && rival.Begin < call.Begin && rival.End > call.Begin
            && (rival.Call.Flags & AttachFlags.Exclusive) != 0
        let both = Math.Max(call.End, rival.End)
        where mine.DetachMayBegin > both && other.DetachMayBegin > both && log.DeadSince(other.Thread) > both
            && other.Matches(call.Call) && mine.Matches(rival.Call)
        select Broken(both, $"{call} and {rival} both succeeded; EEXIST is due to one.");
}

/// <summary>CREATE needs a callback table.</summary>
internal sealed class Attach11() : LogMonitor("ATTACH-11")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Creates()
        where call.Call.Ops is null && (call.IsZero || call.Failed(Errno.EPERM))
        select Broken(call.End, $"{call} = {call.Result} without a callback table; EINVAL is due.");
}

/// <summary>Kernel threads cannot be attached to.</summary>
internal sealed class Attach12() : LogMonitor("ATTACH-12")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Creates()
        where call.IsZero && log.Scenario.Threads.Any(t => t.KernelThread && string.Equals(t.Name, call.Call.Thread, StringComparison.Ordinal))
        select Broken(call.End, $"{call} = {call.Result} on a kernel thread; EPERM is due.");
}

/// <summary>A thread that is being reaped takes no new engine.</summary>
internal sealed class Attach13() : LogMonitor("ATTACH-13")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Creates()
        where call.IsZero
        let reap = Pass.Of(log, UtraceEvents.Reap).Where(p => string.Equals(p.Thread, call.Call.Thread, StringComparison.Ordinal))
            .SelectMany(p => p.Callbacks).FirstOrDefault(b => b.Begin < call.Begin)
        where reap is not null
        select Broken(call.End, $"{call} = {call.Result} although {reap} had begun; ESRCH is due.");
}

/// <summary>A failed attach leaves nothing to release.</summary>
internal sealed class Attach15() : LogMonitor("ATTACH-15")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from release in log.Releases()
        where !log.Scenario.Engines.Any(e => e.Attached && string.Equals(e.Name, release.Engine, StringComparison.Ordinal))
            && !log.Calls.Any(c => c.Is(ApiFunction.Attach) && (c.Call.Flags & AttachFlags.Create) != 0 && c.MayBeDone && c.Begin < release.Line && string.Equals(c.Call.Engine, release.Engine, StringComparison.Ordinal))
        select Broken(release.Line, $"{release.Engine} is released although no attach of it succeeded.");
}

/// <summary>An engine belongs to one thread.</summary>
internal sealed class Attach17() : LogMonitor("ATTACH-17")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => Callbacks(log).Concat(Lookups(log));

    private IEnumerable<LogFinding> Callbacks(LogIndex log) =>
        from engine in log.Engines
        from callback in engine.Callbacks
        where callback.Callback is not Callback.Reap && log.IsThread(callback.Actor) && !string.Equals(callback.Actor, engine.Thread, StringComparison.Ordinal)
        select Broken(callback.Begin, $"{callback} runs in {callback.Actor}, and {engine} is attached to {engine.Thread}.");

    private IEnumerable<LogFinding> Lookups(LogIndex log) =>
        from call in log.Lookups()
        where log.Engine(call.Result.Handle) is { } engine && !string.Equals(engine.Thread, call.Call.Thread, StringComparison.Ordinal)
        select Broken(call.End, $"{call} = {call.Result}, which is attached to {log.Engine(call.Result.Handle)!.Thread}.");
}
