using Utrace.Conformance.Oracle;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>For one occurrence each engine that asked gets the callback once.</summary>
internal sealed class Report01() : LogMonitor("REPORT-01")
{
    private const UtraceEvents Counted = UtraceEvents.Exec | UtraceEvents.SyscallExit;

    internal override IEnumerable<LogFinding> Check(LogIndex log) => Twice(log).Concat(Missing(log));

    private IEnumerable<LogFinding> Twice(LogIndex log) =>
        from pass in Pass.Of(log, Counted)
        from again in pass.Specific.GroupBy(b => b.Engine, StringComparer.Ordinal).SelectMany(g => g.Skip(1))
        select Broken(again.Begin, $"{again} begins a second time for one occurrence.");

    internal IEnumerable<LogFinding> Missing(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exec | UtraceEvents.SyscallEntry)
        where pass.Over < log.Lines.Count && log.Lines[pass.Over] is ActivityStaged { Stage: ActivityStage.Done }
            && !log.LinesOf(pass.Thread, pass.Start, pass.Over).Any(i => log.Lines[i] is ActivityStaged { Stage: ActivityStage.Fail })
        from engine in log.EnginesOf(pass.Thread)
        let callback = pass.Event is UtraceEvents.Exec ? Callback.Exec : Callback.SyscallEntry
        where engine.MustWant(pass.Event, pass.Start, pass.Over) && engine.DetachMayBegin > pass.Over && engine.Spec.Callbacks.Contains(callback)
            && !pass.Specific.Any(b => string.Equals(b.Engine, engine.Name, StringComparison.Ordinal))
        select Broken(pass.Over, $"{engine} asked for {Words.Of(pass.Event)} and got no {Words.Of(callback)} for this one.");
}

/// <summary>Callbacks come in attach order.</summary>
internal sealed class Report02() : LogMonitor("REPORT-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exec | UtraceEvents.SyscallExit | UtraceEvents.Exit | UtraceEvents.Death)
        from pair in Pass.Pairs(pass.Callbacks)
        where log.IsBefore(pair.Second.Engine, pair.First.Engine)
        select Broken(pair.Second.Begin, $"{pair.Second} begins after {pair.First} although {pair.Second.Engine} was attached before {pair.First.Engine}.");
}

/// <summary>Callbacks of a system call's entry come in reverse order.</summary>
internal sealed class Report03() : LogMonitor("REPORT-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.SyscallEntry)
        from pair in Pass.Pairs(pass.FirstRound())
        where log.IsBefore(pair.First.Engine, pair.Second.Engine)
        select Broken(pair.Second.Begin, $"{pair.Second} begins after {pair.First} although {pair.Second.Engine} was attached later; entry goes in reverse order.");
}

/// <summary>An engine attached during a pass is not called in it.</summary>
internal sealed class Report04() : LogMonitor("REPORT-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exec | UtraceEvents.SyscallExit | UtraceEvents.Exit | UtraceEvents.Death)
        where pass.Callbacks.Count > 0
        from callback in pass.Callbacks
        where log.Engine(callback.Engine) is { } engine && engine.AttachBegin > pass.Callbacks[0].Begin
        select Broken(callback.Begin, $"{callback} begins in a pass that was under way when {callback.Engine} was attached.");
}

/// <summary>Callbacks run in a traced thread; calls made in them return.</summary>
internal sealed class Report06() : LogMonitor("REPORT-06")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => Elsewhere(log).Concat(Blocked(log));

    private IEnumerable<LogFinding> Elsewhere(LogIndex log) =>
        from callback in log.Callbacks
        where callback.Callback is not Callback.Reap && !log.IsThread(callback.Actor)
        select Broken(callback.Begin, $"{callback} runs in {callback.Actor}, and not in the traced thread.");

    private IEnumerable<LogFinding> Blocked(LogIndex log) =>
        from call in log.Calls
        where call.Inside is not null && call.Call.Function is ApiFunction.Attach or ApiFunction.SetEvents or ApiFunction.Control
        from rest in log.Rests().Where(r => call.Begin < r && r < call.End).Take(1)
        select Broken(Math.Min(rest, log.Lines.Count - 1), $"{call} in {call.Inside} does not return.");
}

/// <summary>Callbacks of one engine never overlap.</summary>
internal sealed class Report07() : LogMonitor("REPORT-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from callback in engine.Callbacks
        let open = engine.Callbacks.FirstOrDefault(b => b.Covers(callback.Begin))
        where open is not null
        select Broken(callback.Begin, $"{callback} begins while {open} is open.");
}

/// <summary>The strongest result wins.</summary>
internal sealed class Report08() : LogMonitor("REPORT-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from hold in Hold.Of(log)
        where hold.By is not null
        let step = hold.UserStep(log)
        where step is not null && !hold.ControlsOfOthers(log, step.Value).Any()
        let weaker = log.Callbacks.FirstOrDefault(b => b.Begin > hold.Since && b.End < step && b.Event == hold.By!.Event
            && !b.Returned(ResumeAction.Stop) && string.Equals(b.Actor, hold.Engine.Thread, StringComparison.Ordinal))
        where weaker is not null
        select Broken(step.Value, $"{hold}, {weaker} returned {Words.Of(weaker.Result, weaker.Callback)}, and {hold.Engine.Thread} runs: one result never cancels a stronger one.");
}

/// <summary>The action argument tells what would happen so far.</summary>
internal sealed class Report09() : LogMonitor("REPORT-09")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => TooWeak(log).Concat(FromNothing(log));

    private IEnumerable<LogFinding> TooWeak(LogIndex log) =>
        from hold in Hold.Of(log)
        where hold.By is not null
        from later in log.Callbacks
        where later.Begin > hold.Since && later.Begin < hold.Until && later.Event == hold.By!.Event && later.Callback == hold.By!.Callback
            && string.Equals(later.Actor, hold.Engine.Thread, StringComparison.Ordinal)
            && !hold.Lines(log).Any(i => i < later.Begin && log.IsUserStep(i))
            && later.Invocation.Action.Action is not ResumeAction.Stop
        select Broken(later.Begin, $"{hold} in this pass, and {later} is told {Words.Of(later.Invocation.Action, later.Callback)}; STOP is due.");

    private IEnumerable<LogFinding> FromNothing(LogIndex log) =>
        from callback in log.Callbacks
        where !callback.IsOfTheDead && callback.Callback is not Callback.Signal && callback.Invocation.Action.Action is not ResumeAction.Resume
            && log.Engine(callback.Engine) is { } engine && log.IsClear(engine.Thread)
            && !log.EnginesOf(engine.Thread).SelectMany(e => e.Controls).Any(c => c.Begin < callback.Begin && (c.Call.Action < (uint)ResumeAction.Resume || c.AsksToStop))
            && !log.Callbacks.Any(b => b.HasEnded && b.End < callback.Begin && b.Result.Action < ResumeAction.Resume)
        select Broken(callback.Begin, $"{callback} is told {Words.Of(callback.Invocation.Action, callback.Callback)} although nobody asked for anything; RESUME is due.");
}

/// <summary>A DETACH result detaches, and counts as RESUME for the others.</summary>
internal sealed class Report11() : LogMonitor("REPORT-11")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => Later(log).Concat(Stuck(log));

    private IEnumerable<LogFinding> Later(LogIndex log) =>
        from engine in log.Engines
        from last in engine.Callbacks
        where last.Returned(ResumeAction.Detach)
        from later in engine.Callbacks.Where(b => b.Begin > last.End).Take(1)
        select Broken(later.Begin, $"{later} begins although {last} had returned DETACH.");

    private IEnumerable<LogFinding> Stuck(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from engine in log.EnginesOf(orphan.Thread)
        from last in engine.Callbacks
        where last.Returned(ResumeAction.Detach)
        select Broken(orphan.Line, $"{last} returned DETACH, which counts as RESUME for the others, and {orphan.Thread} stays stopped.");
}

/// <summary>Calls of others are prompt while a callback is open.</summary>
internal sealed class Report14() : LogMonitor("REPORT-14")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Calls
        where call.Call.Function is ApiFunction.Attach or ApiFunction.SetEvents or ApiFunction.Control && call.Inside is null
        from rest in log.Rests().Where(r => call.Begin < r && r < call.End).Take(1)
        let open = log.Callbacks.FirstOrDefault(b => b.Covers(rest))
        where open is not null
        select Broken(Math.Min(rest, log.Lines.Count - 1), $"{call} does not return while {open} is open; only barrier waits.");
}

/// <summary>The last result counts.</summary>
internal sealed class Report16() : LogMonitor("REPORT-16")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from orphan in Orphan.Of(log)
        from wish in orphan.Wishes
        where wish.Wish is not null && wish.How is StopEnd.LaterResult
        select Broken(orphan.Line, $"{wish.Wish} returned STOP, {wish.Callback} something else after it, and {orphan.Thread} stays stopped.");
}
