using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>A callback of a log, from its begin line to its end line. The implementation has it open at least that long.</summary>
internal sealed class CallbackSpan(string actor, CallbackInvocation invocation, int begin)
{
    public string Actor { get; } = actor;

    public CallbackInvocation Invocation { get; } = invocation;

    public string Engine => Invocation.Engine;

    public Callback Callback => Invocation.Callback;

    public int Begin { get; } = begin;

    /// <summary>Line of the end; past every line where there is none.</summary>
    public int End { get; private set; } = int.MaxValue;

    public ActionWord Result { get; private set; }

    public bool HasEnded => End != int.MaxValue;

    /// <summary>The event in progress; none for report_quiesce(0) and report passes of signals.</summary>
    public UtraceEvents Event { get; } = invocation.Callback switch
    {
        Callback.Quiesce or Callback.Signal => invocation.Event,
        Callback.Clone => UtraceEvents.Clone,
        Callback.Jctl => UtraceEvents.Jctl,
        Callback.Exec => UtraceEvents.Exec,
        Callback.SyscallEntry => UtraceEvents.SyscallEntry,
        Callback.SyscallExit => UtraceEvents.SyscallExit,
        Callback.Exit => UtraceEvents.Exit,
        Callback.Death => UtraceEvents.Death,
        _ => UtraceEvents.Reap,
    };

    /// <summary>Bits of which one must be in the mask for this callback (REPORT-13).</summary>
    public UtraceEvents Wanted => Callback switch
    {
        Callback.Quiesce => UtraceEvents.Quiesce,
        Callback.Signal => UtraceEvents.Quiesce | UtraceEvents.Signal | UtraceEvents.SignalIgn | UtraceEvents.SignalStop
            | UtraceEvents.SignalTerm | UtraceEvents.SignalCore,
        _ => Event,
    };

    /// <summary>Made for a thread that is dead: its result stops nothing.</summary>
    public bool IsOfTheDead => Event is UtraceEvents.Death or UtraceEvents.Reap;

    public bool Returned(ResumeAction action) => HasEnded && Callback is not Callback.Reap && Result.Action == action;

    /// <summary>Open from before the call to after its return.</summary>
    public bool Covers(CallSpan call) => call.HasReturned && Begin < call.Begin && call.End < End;

    public bool Covers(int line) => Begin < line && line < End;

    public void Return(int line, ActionWord result) => (End, Result) = (line, result);

    public override string ToString() => $"{Engine}.{Words.Of(Callback)}";
}
