using Utrace.Conformance.Oracle;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>control(STOP) = 0 means stopped, from then on.</summary>
internal sealed class Stop01() : LogMonitor("STOP-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        where hold.Call is not null
        let line = hold.Lines(log).Select(i => (int?)i).FirstOrDefault()
        where line is not null
        select Broken(line.Value, $"{hold}, and {hold.Engine.Thread} goes on although {hold.Engine} did not let it.");
}

/// <summary>control(STOP) on a thread that is in a callback, hence not stopped, gives EINPROGRESS.</summary>
internal sealed class Stop02() : LogMonitor("STOP-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from stop in engine.Controls
        where stop.IsControl(ResumeAction.Stop) && stop.IsZero
        let callback = log.Callbacks.FirstOrDefault(b => string.Equals(b.Actor, engine.Thread, StringComparison.Ordinal) && b.Covers(stop))
        where callback is not null
        select Broken(stop.End, $"{stop} = 0 while {engine.Thread} was in {callback}, hence not stopped; EINPROGRESS is due.");
}

/// <summary>A STOP result keeps the thread from user mode.</summary>
internal sealed class Stop05() : LogMonitor("STOP-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        where hold.By is not null
        let step = hold.UserStep(log)
        where step is not null
        select Broken(step.Value, $"{hold}, and {hold.Engine.Thread} runs user code although {hold.Engine} did not let it.");
}

/// <summary>One engine's wish is not ended by another's resume.</summary>
internal sealed class Stop07() : LogMonitor("STOP-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        let step = hold.UserStep(log)
        where step is not null
        let other = hold.ControlsOfOthers(log, step.Value).FirstOrDefault(c => c.IsResuming)
        where other is not null
        select Broken(step.Value, $"{hold}, and {other} lets {hold.Engine.Thread} run although {hold.Engine} still holds it.");
}

/// <summary>control(STOP) on a thread that is held already gives 0.</summary>
internal sealed class Stop08() : LogMonitor("STOP-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from stop in engine.Controls
        where stop.IsControl(ResumeAction.Stop) && stop.Failed(Errno.EINPROGRESS) && log.IsStopped(engine.Thread, stop.Begin, stop.End)
        select Broken(stop.End, $"{stop} = EINPROGRESS although {engine.Thread} was stopped; 0 is due.");
}

/// <summary>STOP does not end a sleep.</summary>
internal sealed class Stop10() : LogMonitor("STOP-10")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log)
    {
        for (var i = 0; i < log.Lines.Count; i++)
        {
            if (log.Lines[i] is ActivityStaged { Stage: ActivityStage.Interrupt } line && log.IsClear(line.Actor) && !log.MayGetSignals(line.Actor)
                && log.ActivityAt(line.Actor, i) is { } activity && log.KillMayBegin(line.Actor) > i
                && !log.EnginesOf(line.Actor).SelectMany(e => e.Controls).Any(c => c.Begin < i && c.Call.Action is > 0 and < 5)
                && !log.Callbacks.Any(b => b.Begin < i && b.HasEnded && b.Result.Action is > ResumeAction.Stop and < ResumeAction.Resume)
                && log.EnginesOf(line.Actor).SelectMany(e => e.Controls).FirstOrDefault(c => c.IsControl(ResumeAction.Stop) && c.Begin > activity.Enter && c.Begin < i) is { } stop)
            {
                yield return Broken(i, $"{stop} ended the sleep of {line.Actor}: STOP does not interrupt a system call.");
            }
        }
    }
}

/// <summary>No thread rests in a stop that nobody wants.</summary>
internal sealed class Stop13() : LogMonitor("STOP-13")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        select Broken(orphan.Line, $"{orphan.Thread} stays in a traced stop that no engine wants any more.");
}

/// <summary>A callback's result replaces the engine's pending control(STOP).</summary>
internal sealed class Stop04() : LogMonitor("STOP-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.Wish is null && wish.How is StopEnd.LaterResult
        select Broken(orphan.Line, $"{wish.Callback} returned something else than STOP, which cancels control({wish.Engine}, STOP); {orphan.Thread} stays stopped.");
}
