using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Sends signals (steps 7.2): one section under the signal lock.</summary>
/// <param name="ledger">Whose monitor is that lock.</param>
/// <param name="decide">What is decided how.</param>
internal sealed class SignalSender(Ledger ledger, Decisions decide)
{
    /// <summary>Sends a signal to a thread or to its group.</summary>
    /// <param name="target">The thread.</param>
    /// <param name="signal">SIGKILL is the kill of its group.</param>
    /// <param name="toGroup">Any thread of the group may take it.</param>
    /// <returns>ESRCH where the thread is nobody's any more; 0 also where nobody is left alive to get it.</returns>
    public Errno Send(Tracee target, SignalNumber signal, bool toGroup) => ledger.Change(() =>
    {
        if (target.Exit is ExitState.Dead or ExitState.Unborn)
        {
            return Errno.ESRCH;
        }

        if (signal is SignalNumber.SIGKILL)
        {
            target.Group.End(ExitStatuses.Killed, by: null, decide.KillEndsStop);
        }
        else if (toGroup ? target.Group.IsAlive : target.Exit is ExitState.Alive)
        {
            Post(target, signal, toGroup);
        }

        return Errno.None;
    });

    /// <summary>Under the signal lock, of a thread or group that has somebody alive.</summary>
    public void Post(Tracee target, SignalNumber signal, bool toGroup)
    {
        var group = target.Group;
        if (SignalSet.Stops.Has(signal))
        {
            group.DropPending(SignalSet.Of(SignalNumber.SIGCONT));
        }
        else if (signal is SignalNumber.SIGCONT)
        {
            group.DropPending(SignalSet.Stops);
            group.Continue();
        }

        if (IsDropped(target, signal))
        {
            return;
        }

        var taker = target.Takes(signal) || !decide.FatalSignalSparesHeld && target.State is RunState.TracedStop ? target : toGroup ? group.Members.FirstOrDefault(t => t.Takes(signal)) : null;
        if (taker is not null && IsFatalAtOnce(taker, signal))
        {
            group.End(ExitStatuses.Of(signal), by: null, decide.KillEndsStop);
            return;
        }

        (toGroup ? group.Pending : target.Pending).Add(signal);
        taker?.RequestSignalPath();
    }

    /// <summary>SIGNAL-13: a signal whose delivery does nothing is not even queued, unless it is blocked or asked for.</summary>
    private bool IsDropped(Tracee target, SignalNumber signal) =>
        target.Group.Dispositions.IsIgnored(signal)
        && !target.Blocked.Has(signal)
        && ((target.UtraceFlags & UtraceEvents.SignalIgn) == 0 || !decide.KeepsIgnoredIfAsked);

    /// <summary>SIGNAL-14: a signal that terminates takes the group along at once, unless whoever takes it would tell an engine first.</summary>
    private bool IsFatalAtOnce(Tracee taker, SignalNumber signal) =>
        SignalKind.Of(signal, taker.Group.Dispositions[signal]) is { Action: SignalAction.Term }
        && taker.Group.ExitStatus is null
        && !taker.KillPending
        && ((taker.UtraceFlags & (UtraceEvents.SignalTerm | UtraceEvents.SignalCore)) == 0 || !decide.ReportsFatalFirst);
}
