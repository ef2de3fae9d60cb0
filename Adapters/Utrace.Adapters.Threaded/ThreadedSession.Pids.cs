using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Calls by pid: which thread they are about (PID).</summary>
internal sealed partial class ThreadedSession
{
    /// <summary>The thread that an attach is about; null where it is nobody: not made yet, reaped, or, by pid, another than the one that the engine is declared for.</summary>
    private Tracee? TargetOf(string context, ApiCall call)
    {
        if (call.Pid is null)
        {
            var target = Find(call.Thread!);
            return target.Spec.IsCloned && target.Exit is ExitState.Unborn ? null : target;
        }

        var named = _utrace.Decide.AttachFollowsPid ? LookUp(context, call.Pid) : Find(call.Pid);
        return call.Engine is null || IsDeclaredFor(call.Engine, named) ? named : null;
    }

    /// <summary>Whether the pid names the thread that the engine is attached to. The look-up is all that a call by pid adds: from then on the call holds the thread, and no other (PID-03, PID-04).</summary>
    private bool NamesThreadOf(string context, string pid, string engine) =>
        IsDeclaredFor(engine, LookUp(context, pid));

    /// <summary>Only a fault takes whom the pid names for the engine's thread (PID-04): what is asked for then happens to that one.</summary>
    private CallResult CallOnAnother(string context, ApiCall call, string pid)
    {
        if (!_utrace.Decide.CallByPidStaysWithItsThread && LookUp(context, pid) is { } other && call.Function is ApiFunction.Control)
        {
            other.RequestSignalPath();
            return CallResult.Zero;
        }

        return new CallResult(_utrace.Decide.CallOnNobody);
    }

    private bool IsDeclaredFor(string engine, Tracee? tracee) =>
        tracee is not null && _declared.TryGetValue(engine, out var spec) && string.Equals(spec.Thread, tracee.Name, StringComparison.Ordinal);

    private Tracee? LookUp(string context, string pid)
    {
        var names = _ledger.Change(() => Find(pid).FirstPid.Names);
        _ledger.Pause(context, PausePoints.Lock);
        return names;
    }
}
