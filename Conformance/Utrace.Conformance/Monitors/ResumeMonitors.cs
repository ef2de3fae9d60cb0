using Utrace.Conformance.Oracle;
using Utrace.Spec;

namespace Utrace.Conformance.Monitors;

/// <summary>RESUME withdraws the stop that control(STOP) asked for.</summary>
internal sealed class Resume01() : LogMonitor("RESUME-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.Wish is null && wish.Call is { } call && call.IsControl(ResumeAction.Resume)
        select Broken(orphan.Line, $"{wish.Call} = 0 withdrew the stop of {wish.Engine}, nobody else wants one, and {orphan.Thread} stays stopped.");
}

/// <summary>RESUME after barrier = 0 ends the stop that the callback before the barrier returned.</summary>
internal sealed class Resume03() : LogMonitor("RESUME-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.Barrier is not null && wish.Call!.IsControl(ResumeAction.Resume)
        select Broken(orphan.Line, $"{wish.Wish} returned STOP, then {wish.Barrier} = 0, then {wish.Call} = 0, and {orphan.Thread} stays stopped all the same.");
}

/// <summary>The same for every resuming action, and whenever the request is ordered after the callback.</summary>
internal sealed class Resume04() : LogMonitor("RESUME-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.Wish is not null && wish.How is StopEnd.Control && !(wish.Barrier is not null && wish.Call!.IsControl(ResumeAction.Resume))
        select Broken(orphan.Line, $"{wish.Wish} returned STOP, {wish.Call} = 0 came after it, and {orphan.Thread} stays stopped all the same.");
}

/// <summary>REPORT withdraws the stop, and makes a callback before a stopped thread runs.</summary>
internal sealed class Resume05() : LogMonitor("RESUME-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => Stuck(log).Concat(Silent(log));

    private IEnumerable<LogFinding> Stuck(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.Call is { } call && call.IsControl(ResumeAction.Report)
        select Broken(orphan.Line, $"{wish.Call} = 0 includes a RESUME, and {orphan.Thread} stays stopped.");

    private IEnumerable<LogFinding> Silent(LogIndex log) =>
        from engine in log.Engines
        from report in engine.Controls
        where report.IsControl(ResumeAction.Report) && report.IsZero && log.IsStopped(engine.Thread, report.Begin, report.Begin)
        let step = log.LinesOf(engine.Thread, report.Begin).Where(log.IsUserStep).DefaultIfEmpty(-1).First()
        where step > report.End && engine.DetachMayBegin > step && log.KillMayBegin(engine.Thread) > step
            && engine.Spec.Callbacks.Contains(Callback.Quiesce)
            && engine.MustWant(UtraceEvents.Quiesce, report.Begin, step)
            && !engine.Controls.Any(c => c != report && c.End > report.Begin && c.Begin < step)
            && !engine.Callbacks.Any(b => b.Begin > report.Begin && b.Begin < step)
        select Broken(step, $"{report} = 0 on a stopped thread promises a callback before {engine.Thread} runs; there is none.");
}

/// <summary>REPORT and the steps need QUIESCE.</summary>
internal sealed class Resume07() : LogMonitor("RESUME-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from call in engine.Controls
        where call.Call.Action is >= (uint)ResumeAction.Report and <= (uint)ResumeAction.BlockStep && call.IsDone
            && !engine.MayWant(UtraceEvents.Quiesce, call.Begin, call.End)
        select Broken(call.End, $"{call} = {call.Result} although {engine} has no QUIESCE; EINVAL is due.");
}

/// <summary>An action out of range is refused.</summary>
internal sealed class Resume08() : LogMonitor("RESUME-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from call in engine.Controls
        where call.Call.Action > (uint)ResumeAction.Detach && call.Call.Action != Words.StickyStop && call.HasReturned && call.Result.Errno is not (Errno.EINVAL or Errno.ESRCH)
        select Broken(call.End, $"{call} = {call.Result}; EINVAL is due.");
}

/// <summary>A report that an engine returned is made after another engine's stop.</summary>
internal sealed class Resume09() : LogMonitor("RESUME-09")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from callback in engine.Callbacks
        where callback.Returned(ResumeAction.Report) && !callback.IsOfTheDead && callback.Callback is not Callback.Signal
        let step = log.LinesOf(engine.Thread, callback.End).Where(log.IsUserStep).DefaultIfEmpty(-1).First()
        where step >= 0 && Enumerable.Range(callback.End, step - callback.End).Any(i => log.ShowsStop(i, engine.Thread))
            && engine.DetachMayBegin > step && log.KillMayBegin(engine.Thread) > step
            && engine.Spec.Callbacks.Contains(Callback.Quiesce)
            && engine.MustWant(UtraceEvents.Quiesce, callback.Begin, step)
            && !engine.Controls.Any(c => c.End > callback.Begin && c.Begin < step)
            && !engine.Callbacks.Any(b => b.Begin > callback.End && b.Begin < step)
        select Broken(step, $"{callback} returned REPORT, another engine stopped {engine.Thread}, and it runs again without the report.");
}

/// <summary>control of a live attached engine returns 0, but for STOP, DETACH and what the hardware lacks.</summary>
internal sealed class Resume11() : LogMonitor("RESUME-11")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from call in engine.Controls
        where call.HasReturned && !call.IsZero && log.Survives(engine.Thread) && engine.DetachMayBegin == int.MaxValue && engine.AttachEnd < call.Begin
            && (call.IsControl(ResumeAction.Resume) || call.IsControl(ResumeAction.Interrupt)
                || (call.IsControl(ResumeAction.Report) && engine.MustWant(UtraceEvents.Quiesce, call.Begin, call.End)))
        select Broken(call.End, $"{call} = {call.Result} on an engine that is attached to a living thread; 0 is due.");
}

/// <summary>Nothing but DETACH can be asked of a dead thread.</summary>
internal sealed class Resume12() : LogMonitor("RESUME-12")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from call in engine.Controls
        where call.Call.Action < (uint)ResumeAction.Detach && call.HasReturned && call.Begin > log.DeadSince(engine.Thread)
            && call.Result.Errno is not (Errno.ESRCH or Errno.EINVAL)
        select Broken(call.End, $"{call} = {call.Result} although {engine.Thread} is dead; ESRCH is due.");
}
