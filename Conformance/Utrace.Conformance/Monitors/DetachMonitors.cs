using Utrace.Conformance.Oracle;
using Utrace.Spec;

namespace Utrace.Conformance.Monitors;

/// <summary>control(DETACH) = 0: no callback is open, none comes.</summary>
internal sealed class Detach01() : LogMonitor("DETACH-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log)
    {
        foreach (var engine in log.Engines)
        {
            foreach (var detach in engine.Controls.Where(c => c.IsControl(ResumeAction.Detach) && c.IsZero))
            {
                if (engine.Callbacks.FirstOrDefault(b => b.Covers(detach) && detach.Inside != b) is { } open)
                {
                    yield return Broken(detach.End, $"{detach} = 0 while {open} was open; EINPROGRESS is due.");
                }

                if (engine.Callbacks.FirstOrDefault(b => b.Begin > detach.End) is { } later)
                {
                    yield return Broken(later.Begin, $"{later} begins after {detach} = 0, which promises that there is none.");
                }
            }
        }
    }
}

/// <summary>control(DETACH) = EINPROGRESS: no callback but the one that was being started.</summary>
internal sealed class Detach02() : LogMonitor("DETACH-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from detach in engine.Controls
        where detach.IsControl(ResumeAction.Detach) && detach.Failed(Errno.EINPROGRESS)
        let allowed = engine.Callbacks.Any(b => b.Covers(detach.End)) ? 0 : 1
        let tooMany = engine.Callbacks.Where(b => b.Begin > detach.End).Skip(allowed).FirstOrDefault()
        where tooMany is not null
        select Broken(tooMany.Begin, $"{tooMany} begins after {detach} = EINPROGRESS, and it is not the one that was under way.");
}

/// <summary>DETACH of a stopped thread is never EINPROGRESS.</summary>
internal sealed class Detach03() : LogMonitor("DETACH-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from detach in engine.Controls
        where detach.IsControl(ResumeAction.Detach) && detach.Failed(Errno.EINPROGRESS) && log.IsStopped(engine.Thread, detach.Begin, detach.End)
        select Broken(detach.End, $"{detach} = EINPROGRESS although {engine.Thread} was stopped; 0 is due.");
}

/// <summary>DETACH leaves no stop of the detached engine behind.</summary>
internal sealed class Detach04() : LogMonitor("DETACH-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.How is StopEnd.Detach && wish.Wish?.Covers(wish.Call!) is not true
        select Broken(orphan.Line, $"{wish.Call} = {wish.Call!.Result} detached {wish.Engine}, and {orphan.Thread} stays in the stop that only it wanted.");
}

/// <summary>A callback that was open at the detach stops nothing any more.</summary>
internal sealed class Detach05() : LogMonitor("DETACH-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.How is StopEnd.Detach && wish.Wish?.Covers(wish.Call!) is true
        select Broken(orphan.Line, $"{wish.Wish} returned STOP after {wish.Call} = {wish.Call!.Result}, and {orphan.Thread} stays stopped.");
}

/// <summary>Holds of other engines outlast a detach.</summary>
internal sealed class Detach06() : LogMonitor("DETACH-06")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        let step = hold.UserStep(log)
        where step is not null
        let other = hold.ControlsOfOthers(log, step.Value).FirstOrDefault(c => c.IsControl(ResumeAction.Detach))
        where other is not null
        select Broken(step.Value, $"{hold}, and {other} lets {hold.Engine.Thread} run although {hold.Engine} still holds it.");
}

/// <summary>control after a detach gives ESRCH; so does set_events (SETEVENTS-12).</summary>
internal sealed class Detach07() : LogMonitor("DETACH-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from call in engine.Controls
        where call.HasReturned && log.IsDetached(engine, call.Begin)
            && !(call.Failed(Errno.ESRCH) || (call.Failed(Errno.EINVAL) && call.Call.Action is >= (uint)ResumeAction.Report and not (uint)ResumeAction.Resume and not (uint)ResumeAction.Detach))
        select Broken(call.End, $"{call} = {call.Result} although {engine} was detached; ESRCH is due.");
}

/// <summary>A zombie's engines can be detached once the death report is over.</summary>
internal sealed class Death08() : LogMonitor("DEATH-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from detach in engine.Controls
        where detach.IsControl(ResumeAction.Detach) && detach.HasReturned && !detach.IsZero
            && log.DiedAt(engine.Thread) < detach.Begin && log.ReapMayBegin(engine.Thread) > detach.End && engine.AttachEnd < detach.Begin
            && !engine.Controls.Any(c => c != detach && c.IsControl(ResumeAction.Detach) && c.MayBeDone && c.Begin < detach.End)
            && !engine.Callbacks.Any(b => b.Begin < detach.End && (b.Callback is Callback.Reap || b.Returned(ResumeAction.Detach)))
        select Broken(detach.End, $"{detach} = {detach.Result} although the death report of {engine.Thread} is over and nobody reaps it; 0 is due.");
}
