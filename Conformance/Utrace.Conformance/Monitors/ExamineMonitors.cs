using Utrace.Conformance.Oracle;
using Utrace.Spec;

namespace Utrace.Conformance.Monitors;

/// <summary>prepare_examine needs the engine's own stop.</summary>
internal sealed class Examine02() : LogMonitor("EXAMINE-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from prepare in engine.Calls
        where prepare.Is(ApiFunction.PrepareExamine) && prepare.IsZero && !prepare.IsBy(engine)
            && !engine.Controls.Any(c => c.AsksToStop && c.Begin < prepare.End)
            && !engine.Callbacks.Any(b => b.Returned(ResumeAction.Stop) && b.End < prepare.End)
        select Broken(prepare.End, $"{prepare} = 0 although {engine} never asked for a stop; EINVAL is due.");
}

/// <summary>A dead thread cannot be examined.</summary>
internal sealed class Examine03() : LogMonitor("EXAMINE-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from prepare in engine.Calls
        where prepare.Is(ApiFunction.PrepareExamine) && prepare.IsZero && !prepare.IsBy(engine) && log.DeadSince(engine.Thread) < prepare.Begin
        select Broken(prepare.End, $"{prepare} = 0 although {engine.Thread} is dead; ESRCH is due.");
}

/// <summary>A kill between prepare and finish shows.</summary>
internal sealed class Examine04() : LogMonitor("EXAMINE-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pair in Examined.Pairs(log)
        from kill in log.Kills(pair.Engine.Thread)
        where kill.Begin > pair.Prepare.End && kill.End < pair.Finish.Begin
        select Broken(pair.Finish.End, $"{pair.Finish} = 0 although {kill} = 0 came after prepare_examine; EAGAIN is due.");
}

/// <summary>finish_examine = 0 means that the thread did not run since prepare.</summary>
internal sealed class Examine05() : LogMonitor("EXAMINE-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from pair in Examined.Pairs(log)
        from line in log.LinesOf(pair.Engine.Thread, pair.Prepare.End, pair.Finish.Begin).Take(1)
        select Broken(pair.Finish.End, $"{pair.Finish} = 0 although {pair.Engine.Thread} ran since prepare_examine; EAGAIN is due.");
}

/// <summary>On the current thread both calls succeed.</summary>
internal sealed class Examine06() : LogMonitor("EXAMINE-06")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from call in engine.Calls
        where call.Call.Function is ApiFunction.PrepareExamine or ApiFunction.FinishExamine && call.IsBy(engine) && call.HasReturned && !call.IsZero
            && !log.IsDetached(engine, call.Begin) && engine.DetachMayBegin > call.Begin
        select Broken(call.End, $"{call} = {call.Result} by {engine.Thread} itself; 0 is due.");
}

/// <summary>prepare and finish that both returned 0.</summary>
internal static class Examined
{
    internal static IEnumerable<(EngineTrack Engine, CallSpan Prepare, CallSpan Finish)> Pairs(LogIndex log) =>
        from engine in log.Engines
        from finish in engine.Calls
        where finish.Is(ApiFunction.FinishExamine) && finish.IsZero && !finish.IsBy(engine)
        let prepare = engine.Calls.LastOrDefault(c => c.Is(ApiFunction.PrepareExamine) && c.Begin < finish.Begin)
        where prepare is not null && prepare.IsZero && prepare.End < finish.Begin && !prepare.IsBy(engine)
        select (engine, prepare, finish);
}
