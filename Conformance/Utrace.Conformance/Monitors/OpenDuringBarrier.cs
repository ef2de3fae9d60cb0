using Utrace.Spec;

namespace Utrace.Conformance.Monitors;

/// <summary>A barrier by somebody else that came back while a callback of its engine was open from before the call to after its return.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Barrier">The barrier.</param>
/// <param name="Callback">The first such callback.</param>
internal sealed record OpenDuringBarrier(EngineTrack Engine, CallSpan Barrier, CallbackSpan Callback)
{
    /// <summary>Every one of a log whose barrier ended as asked.</summary>
    public static IEnumerable<OpenDuringBarrier> In(LogIndex log, Func<CallSpan, bool> ended) =>
        from engine in log.Engines
        from barrier in engine.Calls
        where barrier.Is(ApiFunction.Barrier) && ended(barrier) && !barrier.IsBy(engine)
        let open = engine.Callbacks.FirstOrDefault(b => b.Covers(barrier))
        where open is not null
        select new OpenDuringBarrier(engine, barrier, open);
}
