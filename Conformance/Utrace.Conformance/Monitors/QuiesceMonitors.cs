using Utrace.Conformance.Oracle;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>report_quiesce(X) precedes the engine's callback for X.</summary>
internal sealed class Quiesce01() : LogMonitor("QUIESCE-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exec | UtraceEvents.SyscallEntry | UtraceEvents.SyscallExit | UtraceEvents.Exit | UtraceEvents.Death)
        from callback in pass.Specific
        let engine = log.Engine(callback.Engine)
        where engine is not null && engine.Spec.Callbacks.Contains(Callback.Quiesce)
            && engine.MustWant(UtraceEvents.Quiesce, Math.Max(pass.Start, -1), callback.Begin)
            && !pass.Callbacks.Any(b => b.Callback is Callback.Quiesce && string.Equals(b.Engine, engine.Name, StringComparison.Ordinal) && b.Begin < callback.Begin)
        select Broken(callback.Begin, $"{callback} begins without report_quiesce({Words.Of(pass.Event)}) before it, though {engine} has QUIESCE.");
}

/// <summary>report_quiesce(0) comes on the way to user mode only, not in the middle of something.</summary>
internal sealed class Quiesce03() : LogMonitor("QUIESCE-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from callback in log.Callbacks
        where callback.Callback is Callback.Quiesce && callback.Event is UtraceEvents.None
        let activity = log.ActivityAt(callback.Actor, callback.Begin)
        where activity is not null
        select Broken(callback.Begin, $"{callback}(0) begins in the middle of {activity.Value.What}; event 0 is for the way to user mode.");
}

/// <summary>report_quiesce is never made for the reap.</summary>
internal sealed class Quiesce05() : LogMonitor("QUIESCE-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from callback in engine.Callbacks
        where callback.Callback is Callback.Quiesce
            && (callback.Event is UtraceEvents.Reap || callback.Begin > log.DiedAt(engine.Thread)
                || !string.Equals(callback.Actor, engine.Thread, StringComparison.Ordinal)
                || engine.Callbacks.Any(b => b.Callback is Callback.Death && b.End < callback.Begin))
        select Broken(callback.Begin, $"{callback} begins when nothing but report_reap is left.");
}

/// <summary>An engine with QUIESCE is told of the death.</summary>
internal sealed class Quiesce06() : LogMonitor("QUIESCE-06")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Death)
        where pass.Over != int.MaxValue
        from engine in log.EnginesOf(pass.Thread)
        where engine.MustWant(UtraceEvents.Quiesce, pass.Start, pass.Over) && engine.DetachAskedFor > pass.Over
            && engine.Spec.Callbacks.Contains(Callback.Quiesce)
            && !pass.Callbacks.Any(b => b.Callback is Callback.Quiesce && string.Equals(b.Engine, engine.Name, StringComparison.Ordinal))
        select Broken(pass.Over, $"{pass.Thread} is dead, and {engine} with QUIESCE got no report_quiesce(DEATH).");
}

/// <summary>While it is held a thread makes no callback.</summary>
internal sealed class Quiesce07() : LogMonitor("QUIESCE-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        where hold.By is { Callback: Callback.Quiesce }
        let seen = Enumerable.Range(hold.Since, Math.Max(0, Math.Min(hold.Until, log.Lines.Count) - hold.Since))
            .Where(i => log.ShowsStop(i, hold.Engine.Thread)).DefaultIfEmpty(int.MaxValue).First()
        where seen < int.MaxValue
        from later in log.Callbacks.Where(b => b.Begin > seen && b.Begin <= hold.Until && string.Equals(b.Actor, hold.Engine.Thread, StringComparison.Ordinal)).Take(1)
        where later.Begin < hold.Until || log.Engine(later.Engine) == hold.Engine
        select Broken(later.Begin, $"{hold} and {hold.Engine.Thread} was stopped; {later} begins although {hold.Engine} did not let it go on.");
}

/// <summary>report_quiesce that returned DETACH suppresses the callback of the event.</summary>
internal sealed class Quiesce08() : LogMonitor("QUIESCE-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from quiesce in engine.Callbacks
        where quiesce.Callback is Callback.Quiesce && quiesce.Returned(ResumeAction.Detach)
        from next in engine.Callbacks.Where(b => b.Begin > quiesce.End).Take(1)
        where next.Event == quiesce.Event
        select Broken(next.Begin, $"{next} begins although {quiesce} had returned DETACH.");
}
