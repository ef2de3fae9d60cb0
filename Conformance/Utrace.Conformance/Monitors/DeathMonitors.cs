using Utrace.Conformance.Oracle;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>report_death is made once.</summary>
internal sealed class Death01() : LogMonitor("DEATH-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from again in engine.Callbacks.Where(b => b.Callback is Callback.Death).Skip(1)
        select Broken(again.Begin, $"{again} begins a second time.");
}

/// <summary>Every engine with DEATH gets it.</summary>
internal sealed class Death02() : LogMonitor("DEATH-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Death)
        where pass.Over != int.MaxValue
        from engine in log.EnginesOf(pass.Thread)
        where engine.MustWant(UtraceEvents.Death, pass.Start, pass.Over) && engine.DetachAskedFor > pass.Over
            && engine.Spec.Callbacks.Contains(Callback.Death)
            && !pass.Specific.Any(b => string.Equals(b.Engine, engine.Name, StringComparison.Ordinal))
        select Broken(pass.Over, $"{pass.Thread} is dead, and {engine} with DEATH got no report_death.");
}

/// <summary>After report_death only report_reap.</summary>
internal sealed class Death03() : LogMonitor("DEATH-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from death in engine.Callbacks
        where death.Callback is Callback.Death
        from later in engine.Callbacks.Where(b => b.Begin > death.Begin && b.Callback is not (Callback.Reap or Callback.Death)).Take(1)
        select Broken(later.Begin, $"{later} begins after report_death; only report_reap can.");
}

/// <summary>No reap report after a report_death that detached.</summary>
internal sealed class Death05() : LogMonitor("DEATH-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from reap in engine.Callbacks
        where reap.Callback is Callback.Reap && engine.Callbacks.Any(b => b.Callback is Callback.Death && b.Returned(ResumeAction.Detach) && b.End < reap.Begin)
        select Broken(reap.Begin, $"{reap} begins although report_death had returned DETACH.");
}

/// <summary>DETACH is refused while the engine's death report is due.</summary>
internal sealed class Death06() : LogMonitor("DEATH-06")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from detach in engine.Controls
        where detach.IsControl(ResumeAction.Detach) && detach.IsDone && !detach.IsBy(engine)
            && engine.Callbacks.Any(b => b.Callback is Callback.Death && b.Covers(detach))
        select Broken(detach.End, $"{detach} = {detach.Result} while report_death is open; EALREADY is due.");
}

/// <summary>DETACH = 0 of a dying thread means no death or reap report.</summary>
internal sealed class Death07() : LogMonitor("DEATH-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from detach in engine.Controls
        where detach.IsControl(ResumeAction.Detach) && detach.IsZero && log.DeadSince(engine.Thread) < detach.Begin
        from later in engine.Callbacks.Where(b => b.IsOfTheDead && b.Begin > detach.End).Take(1)
        select Broken(later.Begin, $"{later} begins although {detach} = 0 on the dead thread.");
}

/// <summary>report_reap is the last.</summary>
internal sealed class Reap01() : LogMonitor("REAP-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from reap in engine.Callbacks.Where(b => b.Callback is Callback.Reap).Take(1)
        from later in engine.Callbacks.Where(b => b.Begin > reap.Begin).Take(1)
        select Broken(later.Begin, $"{later} begins after report_reap, the last callback an engine gets.");
}

/// <summary>report_reap waits for report_death.</summary>
internal sealed class Reap02() : LogMonitor("REAP-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from reap in engine.Callbacks
        where reap.Callback is Callback.Reap && engine.Callbacks.Any(b => b.Callback is Callback.Death && b.End > reap.Begin)
        select Broken(reap.Begin, $"{reap} begins before the engine's report_death returned.");
}

/// <summary>control gives ESRCH once the reap report may have begun.</summary>
internal sealed class Reap05() : LogMonitor("REAP-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from call in engine.Controls
        where call.HasReturned && call.Result.Errno is not (Errno.ESRCH or Errno.EINVAL)
            && engine.Callbacks.Any(b => b.Callback is Callback.Reap && b.Begin < call.Begin)
        select Broken(call.End, $"{call} = {call.Result} although report_reap had begun; ESRCH is due.");
}

/// <summary>A running death report does not block the reaper.</summary>
internal sealed class Reap07() : LogMonitor("REAP-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from reap in log.Calls
        where reap.Is(ApiFunction.Reap)
        from rest in log.Rests().Where(r => reap.Begin < r && r < reap.End)
        where log.DeadSince(reap.Call.Thread!) < rest && !log.Callbacks.Any(b => b.Covers(rest) && string.Equals(b.Actor, reap.Actor, StringComparison.Ordinal))
        let open = log.Callbacks.FirstOrDefault(b => b.Event is UtraceEvents.Death && b.Covers(rest) && string.Equals(b.Actor, reap.Call.Thread, StringComparison.Ordinal))
        where open is not null
        select Broken(Math.Min(rest, log.Lines.Count - 1), $"{reap} waits for {open}; the reaper is not blocked, the reap report is postponed.");
}

/// <summary>Once the reap report begins look-ups find nothing.</summary>
internal sealed class Reap08() : LogMonitor("REAP-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Lookups()
        where call.Result.Handle is not null
        let reap = Pass.Of(log, UtraceEvents.Reap).Where(p => string.Equals(p.Thread, call.Call.Thread, StringComparison.Ordinal))
            .SelectMany(p => p.Callbacks).FirstOrDefault(b => b.Begin < call.Begin)
        where reap is not null
        select Broken(call.End, $"{call} = {call.Result} although {reap} had begun; ENOENT is due.");
}

/// <summary>Reap reports come in attach order.</summary>
internal sealed class Reap09() : LogMonitor("REAP-09")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Reap)
        from pair in Pass.Pairs(pass.Callbacks)
        where log.IsBefore(pair.Second.Engine, pair.First.Engine)
        select Broken(pair.Second.Begin, $"{pair.Second} begins after {pair.First} although {pair.Second.Engine} was attached before {pair.First.Engine}.");
}

/// <summary>An attached engine with REAP gets the reap report.</summary>
internal sealed class SetEvents14() : LogMonitor("SETEVENTS-14")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        where log.EndOf(engine.Thread) is TraceeState.Reaped && log.DiedAt(engine.Thread) < log.Lines.Count
            && log.Reaps(engine.Thread).All(c => c.HasReturned) && log.Callbacks.All(c => c.HasEnded)
        let first = log.ReapMayBegin(engine.Thread)
        where engine.MustWant(UtraceEvents.Reap, first, log.Lines.Count) && engine.DetachMayBegin == int.MaxValue
            && engine.Spec.Callbacks.Contains(Callback.Reap)
        select Broken(log.Lines.Count - 1, $"{engine.Thread} is reaped, and {engine} with REAP got no report_reap.");
}
