using Utrace.Conformance.Oracle;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>barrier = 0 means that no callback of the engine was in progress.</summary>
internal sealed class Barrier01() : LogMonitor("BARRIER-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from open in OpenDuringBarrier.In(log, b => b.IsZero)
        select Broken(open.Barrier.End, $"{open.Barrier} = 0 means that no callback of {open.Engine} was in progress, and {open.Callback} was all the time.");
}

/// <summary>barrier does not return 0 while a callback is open.</summary>
internal sealed class Barrier03() : LogMonitor("BARRIER-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from open in OpenDuringBarrier.In(log, b => b.IsZero)
        select Broken(open.Barrier.End, $"{open.Barrier} = 0 while {open.Callback} is open; it has to wait for its end.");
}

/// <summary>barrier = 0 means that the last result was applied: a STOP lets the engine examine.</summary>
internal sealed class Barrier02() : LogMonitor("BARRIER-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from callback in engine.Callbacks
        where callback.Returned(ResumeAction.Stop) && !callback.IsOfTheDead && callback.Callback is not Callback.Signal
        from barrier in engine.Calls
        where barrier.Is(ApiFunction.Barrier) && barrier.IsZero && barrier.Begin > callback.End && !barrier.IsBy(engine)
        from examine in engine.Calls
        where examine.Is(ApiFunction.PrepareExamine) && examine.Failed(Errno.EINVAL) && examine.Begin > barrier.End
            && engine.DetachMayBegin > examine.End && log.Survives(engine.Thread)
            && !engine.Controls.Any(c => !c.IsControl(ResumeAction.Stop) && c.End > callback.Begin && c.Begin < examine.End)
            && !engine.Callbacks.Any(b => b.Begin > callback.End && b.Begin < examine.End)
        select Broken(examine.End, $"{callback} returned STOP and {barrier} = 0, so {engine} holds {engine.Thread}; {examine} = EINVAL denies it.");
}

/// <summary>ESRCH is for engines whose callbacks have all finished.</summary>
internal sealed class Barrier05() : LogMonitor("BARRIER-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from open in OpenDuringBarrier.In(log, b => b.Failed(Errno.ESRCH) && b.Call.Pid is null)
        where open.Callback.Callback is not Callback.Reap
        select Broken(open.Barrier.End, $"{open.Barrier} = ESRCH while {open.Callback} is open; ESRCH is for engines whose callbacks have all finished.");
}

/// <summary>After barrier = 0 no callback comes that was switched off before it.</summary>
internal sealed class Barrier07() : LogMonitor("BARRIER-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from barrier in engine.Calls
        where barrier.Is(ApiFunction.Barrier) && barrier.IsZero && !barrier.IsBy(engine)
        let late = engine.Callbacks.FirstOrDefault(b => b.Begin > barrier.End && !b.IsOfTheDead && !engine.MayWant(b.Wanted, barrier.Begin, b.Begin))
        where late is not null
        select Broken(late.Begin, $"{late} begins although its event was switched off before {barrier} = 0.");
}

/// <summary>On the current thread barrier returns at once.</summary>
internal sealed class Barrier08() : LogMonitor("BARRIER-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from barrier in engine.Calls
        where barrier.Is(ApiFunction.Barrier) && barrier.IsBy(engine)
        let rest = log.Rests().Where(r => barrier.Begin < r && r < barrier.End).Select(r => (int?)r).FirstOrDefault()
        where rest is not null || barrier.Failed(Errno.ERESTARTSYS)
        select Broken(Math.Min(rest ?? barrier.End, log.Lines.Count - 1), $"{barrier} by {engine.Thread} itself {(rest is null ? "= ERESTARTSYS" : "does not return")}; 0 at once is due.");
}

/// <summary>barrier does not wait where no callback of the engine is open.</summary>
internal abstract class BarrierWaits(string guarantee) : LogMonitor(guarantee)
{
    private protected static IEnumerable<(EngineTrack Engine, CallSpan Barrier, int Line, CallbackSpan? Other)> Waits(LogIndex log) =>
        from engine in log.Engines
        from barrier in engine.Calls
        where barrier.Is(ApiFunction.Barrier) && !barrier.IsBy(engine)
        from rest in log.Rests()
        where barrier.Begin < rest && rest < barrier.End
            && !engine.Callbacks.Any(b => b.Covers(rest))
            && engine.DetachMayBegin > rest
        select (engine, barrier, Math.Min(rest, log.Lines.Count - 1),
            log.Callbacks.FirstOrDefault(b => b.Covers(rest) && string.Equals(b.Actor, engine.Thread, StringComparison.Ordinal)));
}

/// <summary>Other engines' callbacks do not make it wait.</summary>
internal sealed class Barrier09() : BarrierWaits("BARRIER-09")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        Waits(log).Where(w => w.Other is not null)
            .Select(w => Broken(w.Line, $"{w.Barrier} waits although only {w.Other} is open, which is none of {w.Engine}'s."));
}

/// <summary>It returns promptly where nothing is open.</summary>
internal sealed class Barrier10() : BarrierWaits("BARRIER-10")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        Waits(log).Select(w => Broken(w.Line, $"{w.Barrier} waits although no callback of {w.Engine} is open."));
}

/// <summary>Death and reap callbacks are callbacks too.</summary>
internal sealed class Barrier12() : LogMonitor("BARRIER-12")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from barrier in engine.Calls
        where barrier.Is(ApiFunction.Barrier) && barrier.IsZero && !barrier.IsBy(engine)
        let open = engine.Callbacks.FirstOrDefault(b => b.IsOfTheDead && b.Covers(barrier) && barrier.Inside != b)
        where open is not null
        select Broken(barrier.End, $"{barrier} = 0 while {open} is open.");
}
