using Utrace.Spec;

namespace Utrace.Conformance.Monitors;

/// <summary>A call of a log, from its call line to its ret line. Its effect lies anywhere between.</summary>
internal sealed class CallSpan(string actor, ApiCall call, int begin, CallbackSpan? inside)
{
    public string Actor { get; } = actor;

    public ApiCall Call { get; } = call;

    public int Begin { get; } = begin;

    /// <summary>Line of the ret; past every line where there is none.</summary>
    public int End { get; private set; } = int.MaxValue;

    public CallResult Result { get; private set; }

    /// <summary>The callback that was open in the caller's context; null where none was.</summary>
    public CallbackSpan? Inside { get; } = inside;

    public bool HasReturned => End != int.MaxValue;

    /// <summary>Returned, and did what it was asked: EINPROGRESS has its effect too (SETEVENTS-06, DETACH-02).</summary>
    public bool IsDone => HasReturned && Result.Errno is Errno.None or Errno.EINPROGRESS;

    /// <summary>May have done what it was asked.</summary>
    public bool MayBeDone => !HasReturned || IsDone;

    public bool IsZero => HasReturned && Result.Errno is Errno.None;

    public bool Failed(Errno errno) => HasReturned && Result.Errno == errno;

    public bool Is(ApiFunction function) => Call.Function == function;

    public bool IsControl(ResumeAction action) => Call.Function is ApiFunction.Control && Call.Action == (uint)action;

    /// <summary>A control that asks for a stop: STOP, or the sticky one (PROPOSED-02).</summary>
    public bool AsksToStop => IsControl(ResumeAction.Stop) || Call.Function is ApiFunction.Control && Call.Action == Words.StickyStop;

    /// <summary>A control that withdraws the engine's own stop and is no DETACH.</summary>
    public bool IsResuming => Call.Function is ApiFunction.Control && Call.Action is >= (uint)ResumeAction.Interrupt and <= (uint)ResumeAction.Resume;

    /// <summary>The caller is the engine's own thread.</summary>
    public bool IsBy(EngineTrack engine) => string.Equals(Actor, engine.Thread, StringComparison.Ordinal);

    public void Return(int line, CallResult result) => (End, Result) = (line, result);

    public override string ToString() => Call.ToString();
}
