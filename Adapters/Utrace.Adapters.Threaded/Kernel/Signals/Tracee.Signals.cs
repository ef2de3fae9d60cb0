using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The queued signals of a thread, and what they make due (steps 7.0, 7.2).</summary>
internal sealed partial class Tracee
{
    private bool _trapPending;
    private volatile bool _killPending;
    private volatile bool _wasKilled;

    /// <summary>SIGKILL is queued and not yet taken.</summary>
    public bool KillPending
    {
        get
        {
            _shared.Read(Shared.Signals);
            return _killPending;
        }

        private set
        {
            _shared.Write(Shared.Signals);
            _killPending = value;
        }
    }

    /// <summary>SIGKILL was queued once, taken or not.</summary>
    public bool WasKilled
    {
        get
        {
            _shared.Read(Shared.Signals);
            return _wasKilled;
        }
    }

    /// <summary>SIGTRAP is queued.</summary>
    public bool TrapPending
    {
        get
        {
            _shared.Read(Shared.Signals);
            return _trapPending;
        }

        private set
        {
            _shared.Write(Shared.Signals);
            _trapPending = value;
        }
    }

    /// <summary>Sets the signal path flag to what is pending (steps 7.0).</summary>
    public void RecomputeSignalPath()
    {
        ledger.Pause(Name, PausePoints.Lock);
        ledger.Change(SetSignalPath);
    }

    /// <summary>Queues SIGKILL and wakes the thread from whatever a kill ends. Nothing happens to the dead.</summary>
    /// <param name="endsStop">Whether the thread leaves a traced stop; no fault: always (KILL-01).</param>
    public void Kill(bool endsStop) => ledger.Change(() =>
    {
        if (Exit is not ExitState.Alive)
        {
            return;
        }

        _wasKilled = true;
        KillPending = true;
        SignalPathDue = true;
        if (State is RunState.TracedStop && endsStop)
        {
            LeaveTracedStop();
        }
    });

    /// <summary>Queues SIGTRAP.</summary>
    public void QueueTrap() => ledger.Change(() =>
    {
        TrapPending = true;
        SignalPathDue = true;
    });

    /// <summary>Takes SIGKILL from the queue; false where there is none.</summary>
    public bool DequeueKill()
    {
        ledger.Pause(Name, PausePoints.Lock);
        return ledger.Change(() =>
        {
            var was = KillPending;
            KillPending = false;
            SetSignalPath();
            return was;
        });
    }

    /// <summary>Takes SIGTRAP from the queue; false where there is none.</summary>
    public bool DequeueTrap()
    {
        ledger.Pause(Name, PausePoints.Lock);
        return ledger.Change(() =>
        {
            var was = TrapPending;
            TrapPending = false;
            SetSignalPath();
            return was;
        });
    }

    private void SetSignalPath() => SignalPathDue =
        Record.Resume is ResumeAction.Interrupt && UtraceFlags is not UtraceEvents.None || KillPending || TrapPending;
}
