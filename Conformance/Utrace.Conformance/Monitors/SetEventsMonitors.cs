using Utrace.Conformance.Oracle;
using Utrace.Spec;

namespace Utrace.Conformance.Monitors;

/// <summary>A callback that no mask in force asks for (REPORT-13), and the calls that should have seen to that.</summary>
internal abstract class Unasked(string guarantee) : LogMonitor(guarantee)
{
    /// <summary>The mask is read after the last line of the context that makes the callback.</summary>
    private protected static IEnumerable<(EngineTrack Engine, CallbackSpan Callback, int Read)> Of(LogIndex log) =>
        from engine in log.Engines
        from callback in engine.Callbacks
        let read = log.PreviousOf(callback.Actor, callback.Begin)
        where !engine.MayWant(callback.Wanted, read, callback.Begin)
        select (engine, callback, read);

    /// <summary>The set_events whose mask is in force for certain at a line; null where that is open, or setup's.</summary>
    private protected static CallSpan? InForce(EngineTrack engine, int line)
    {
        var last = engine.Calls.LastOrDefault(c => c.Is(ApiFunction.SetEvents) && c.IsDone && c.End < line);
        return last is not null && !engine.Calls.Any(c => c != last && c.Is(ApiFunction.SetEvents) && c.MayBeDone && c.Begin < line && c.End > last.Begin) ? last : null;
    }
}

/// <summary>A mask replaces the old one.</summary>
internal sealed class SetEvents01() : Unasked("SETEVENTS-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from u in Of(log)
        let set = InForce(u.Engine, u.Read)
        where set is not null && set.IsZero && u.Engine.MayWant(u.Callback.Wanted, -1, set.Begin)
        select Broken(u.Callback.Begin, $"{u.Callback} begins although {set} = 0 replaced the mask that asked for it.");
}

/// <summary>EINPROGRESS means that the mask is changed already.</summary>
internal sealed class SetEvents06() : Unasked("SETEVENTS-06")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from u in Of(log)
        let set = InForce(u.Engine, u.Read)
        where set is not null && set.Failed(Errno.EINPROGRESS)
        select Broken(u.Callback.Begin, $"{u.Callback} begins although {set} = EINPROGRESS had changed the mask already.");
}

/// <summary>No callback for an event outside the mask.</summary>
internal sealed class Report13() : Unasked("REPORT-13")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        Of(log).Select(u => Broken(u.Callback.Begin, $"{u.Callback} begins although no mask of {u.Engine} asks for it."));
}

/// <summary>A fresh engine gets no callback by itself.</summary>
internal sealed class Attach02() : Unasked("ATTACH-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from u in Of(log)
        where u.Engine.Masks(-1, u.Callback.Begin).All(m => m is UtraceEvents.None)
        select Broken(u.Callback.Begin, $"{u.Callback} begins although no events of {u.Engine} were ever set.");
}

/// <summary>Only callbacks that the table has are called.</summary>
internal sealed class SetEvents02() : LogMonitor("SETEVENTS-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from callback in engine.Callbacks
        where !engine.Spec.Callbacks.Contains(callback.Callback)
        select Broken(callback.Begin, $"{callback} begins, and the table of {engine} has no {Words.Of(callback.Callback)}.");
}

/// <summary>set_events = 0 means that no callback for what it dropped is open or comes.</summary>
internal sealed class SetEvents05() : LogMonitor("SETEVENTS-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log)
    {
        foreach (var engine in log.Engines)
        {
            foreach (var set in engine.Calls.Where(c => c.Is(ApiFunction.SetEvents) && c.IsZero))
            {
                if (engine.IsOverlapped(set))
                {
                    // Another call may have dropped the events in the same moment, and its EINPROGRESS said the rest.
                    continue;
                }

                if (!set.IsBy(engine) && engine.Callbacks.FirstOrDefault(b => b.Covers(set) && !b.IsOfTheDead
                    && engine.MustWant(b.Wanted, set.Begin, set.Begin) && (set.Call.Events & b.Wanted) == 0) is { } open)
                {
                    yield return Broken(set.End, $"{set} = 0 drops the event of {open}, which is open; EINPROGRESS is due.");
                }

                if (engine.Callbacks.FirstOrDefault(b => b.Begin > set.End && !b.IsOfTheDead && !engine.MayWant(b.Wanted, set.End, b.Begin)) is { } late
                    && engine.MayWant(late.Wanted, set.Begin, set.Begin))
                {
                    yield return Broken(late.Begin, $"{late} begins although {set} = 0 had dropped its event.");
                }
            }
        }
    }
}

/// <summary>No EINPROGRESS where there is nothing to wait for.</summary>
internal sealed class SetEvents07() : LogMonitor("SETEVENTS-07")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from set in engine.Calls
        where set.Is(ApiFunction.SetEvents) && set.Failed(Errno.EINPROGRESS)
        let why = set.IsBy(engine) ? "the caller is the thread itself"
            : log.DeadSince(engine.Thread) < set.Begin ? "the thread is dead"
            : log.IsStopped(engine.Thread, set.Begin, set.End) ? "the thread is stopped"
            : OldMasks(engine, set).All(m => (m & ~set.Call.Events) == 0) && !Repeats(engine, set) ? "it only adds events"
            : null
        where why is not null
        select Broken(set.End, $"{set} = EINPROGRESS although {why}.");

    /// <summary>The repeat of a call that gave EINPROGRESS may give it again for as long as that callback is open, which is longer than its lines say (ruling Z-01).</summary>
    private static bool Repeats(EngineTrack engine, CallSpan set) =>
        engine.Calls.Any(c => c != set && c.Is(ApiFunction.SetEvents) && c.Failed(Errno.EINPROGRESS) && c.Begin < set.End && c.Call.Events == set.Call.Events);

    private static IEnumerable<UtraceEvents> OldMasks(EngineTrack engine, CallSpan set) =>
        engine.IsOverlapped(set)
            ? [(UtraceEvents)0x3fff]
            : engine.Masks(set.Begin, set.Begin);
}

/// <summary>DEATH cannot be dropped while report_death is open.</summary>
internal sealed class SetEvents09() : LogMonitor("SETEVENTS-09")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from set in engine.Calls
        where set.Is(ApiFunction.SetEvents) && set.IsDone && (set.Call.Events & UtraceEvents.Death) == 0
            && engine.Callbacks.Any(b => b.Callback is Callback.Death && b.Covers(set))
            && engine.MustWant(UtraceEvents.Death, set.Begin, set.Begin)
        select Broken(set.End, $"{set} = {set.Result} drops DEATH while report_death is open; EALREADY is due.");
}

/// <summary>DEATH and QUIESCE cannot be set anew on a dead thread.</summary>
internal sealed class SetEvents10() : LogMonitor("SETEVENTS-10")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from set in engine.Calls
        where set.Is(ApiFunction.SetEvents) && set.IsDone && log.DeadSince(engine.Thread) < set.Begin
        let fresh = set.Call.Events & (UtraceEvents.Death | UtraceEvents.Quiesce)
        where (((fresh & UtraceEvents.Death) != 0 && !engine.MayWant(UtraceEvents.Death, set.Begin, set.Begin))
            || ((fresh & UtraceEvents.Quiesce) != 0 && !engine.MayWant(UtraceEvents.Quiesce, set.Begin, set.Begin)))
            && !engine.IsOverlapped(set)
        select Broken(set.End, $"{set} = {set.Result} although {engine.Thread} is dead; EALREADY is due.");
}

/// <summary>set_events fails once the reap report may have begun.</summary>
internal sealed class SetEvents11() : LogMonitor("SETEVENTS-11")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from set in engine.Calls
        where set.Is(ApiFunction.SetEvents) && set.IsDone && engine.Callbacks.Any(b => b.Callback is Callback.Reap && b.Begin < set.Begin)
        select Broken(set.End, $"{set} = {set.Result} although report_reap had begun; ESRCH is due.");
}

/// <summary>An event added in the engine's own report_quiesce for it is reported.</summary>
internal sealed class SetEvents16() : LogMonitor("SETEVENTS-16")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exec | UtraceEvents.SyscallEntry | UtraceEvents.Exit)
        where pass.Over < log.Lines.Count
        from quiesce in pass.Callbacks
        where quiesce.Callback is Callback.Quiesce
        from set in log.Calls
        where set.Is(ApiFunction.SetEvents) && set.IsDone && set.Inside == quiesce && (set.Call.Events & pass.Event) != 0
        let engine = log.Engine(quiesce.Engine)
        where engine is not null && string.Equals(set.Call.Engine, engine.Name, StringComparison.Ordinal)
            && engine.MustWant(pass.Event, set.End, pass.Over) && engine.DetachMayBegin > pass.Over
            && engine.Spec.Callbacks.Any(c => Words.Of(c).EndsWith(Words.Of(pass.Event), StringComparison.OrdinalIgnoreCase))
            && !pass.Specific.Any(b => b.Begin > set.End && string.Equals(b.Engine, engine.Name, StringComparison.Ordinal))
        select Broken(pass.Over, $"{set} in {quiesce} asked for {Words.Of(pass.Event)}, and its callback did not follow.");
}

/// <summary>An event dropped in the engine's own report_quiesce for it is not reported.</summary>
internal sealed class SetEvents17() : LogMonitor("SETEVENTS-17")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pass in Pass.Of(log, UtraceEvents.Exec | UtraceEvents.SyscallEntry | UtraceEvents.SyscallExit | UtraceEvents.Exit)
        from quiesce in pass.Callbacks
        where quiesce.Callback is Callback.Quiesce
        from set in log.Calls
        where set.Is(ApiFunction.SetEvents) && set.IsDone && set.Inside == quiesce && string.Equals(set.Call.Engine, quiesce.Engine, StringComparison.Ordinal)
        from late in pass.Specific
        where late.Begin > quiesce.End && string.Equals(late.Engine, quiesce.Engine, StringComparison.Ordinal)
            && log.Engine(late.Engine)?.MayWant(pass.Event, set.End, late.Begin) is false
        select Broken(late.Begin, $"{late} begins although {set} in {quiesce} had dropped it.");
}

/// <summary>set_events of a detached engine gives ESRCH.</summary>
internal sealed class SetEvents12() : LogMonitor("SETEVENTS-12")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from set in engine.Calls
        where set.Is(ApiFunction.SetEvents) && set.HasReturned && !set.Failed(Errno.ESRCH) && log.IsDetached(engine, set.Begin)
        select Broken(set.End, $"{set} = {set.Result} although {engine} was detached; ESRCH is due.");
}
