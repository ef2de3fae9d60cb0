using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The queued signals of a thread, and what they make due (steps 7.0, 7.2). Their lock is the ledger's monitor, since sleeping contexts look at them.</summary>
internal sealed partial class Tracee
{
    private bool _trapPending;
    private volatile bool _killPending;
    private volatile bool _wasKilled;

    /// <summary>The signals that wait for this thread alone.</summary>
    public PendingSignals Pending { get; } = new(ledger.Share(spec.Name));

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

    /// <summary>The trap of a step is queued: forced on the thread, whatever it blocks, and taken before all other signals.</summary>
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

    /// <summary>The signal that a stop has left in info (SIGNAL-11); the thread's own affair.</summary>
    public SignalNumber Parked { get; set; }

    /// <summary>The signal that is taken next; None where there is none.</summary>
    public SignalNumber NextSignal
    {
        get
        {
            if (TrapPending)
            {
                return SignalNumber.SIGTRAP;
            }

            var own = Pending.Next(PutOff);
            return own is SignalNumber.None ? group.Pending.Next(PutOff) : own;
        }
    }

    /// <summary>The signals that are not taken although they are pending (SIGNAL-15).</summary>
    private SignalSet PutOff => utrace.Decide.BlockedSignalsWait ? Blocked : new SignalSet(0);

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
        if (State is RunState.JobStop || State is RunState.TracedStop && endsStop)
        {
            LeaveStop(RunState.Running);
        }
    });

    /// <summary>Queues the trap of a step.</summary>
    public void QueueTrap() => ledger.Change(() =>
    {
        TrapPending = true;
        SignalPathDue = true;
    });

    /// <summary>HOLD: the signal goes back to the thread's own (SIGNAL-10).</summary>
    public void PushBack(SignalNumber signal)
    {
        ledger.Pause(Name, PausePoints.Lock);
        ledger.Change(() =>
        {
            Pending.Add(signal);
            SetSignalPath();
        });
    }

    /// <summary>A stop signal is going to be carried out, unless a continue cancels it (G.stopdeq).</summary>
    public void NoteStopSignal()
    {
        ledger.Pause(Name, PausePoints.Lock);
        ledger.Change(() => group.Jobs.StopDequeued = true);
    }

    /// <summary>S5 of a STOP result, with the noting of it in one step; false where an exit or, unless it is noted now, a continue came first (SIGNAL-22).</summary>
    public bool TryStopGroup(bool notes)
    {
        ledger.Pause(Name, PausePoints.Lock);
        return ledger.Change(() =>
        {
            if (notes)
            {
                group.Jobs.StopDequeued = true;
            }

            return group.TryBeginStop(this);
        });
    }

    /// <summary>Takes SIGKILL from the queue; false where there is none.</summary>
    public bool DequeueKill()
    {
        ledger.Pause(Name, PausePoints.Lock);
        return ledger.Change(TakeKill);
    }

    /// <summary>
    /// Takes what comes next: nothing where a report is due, which is looked at under the signal lock (G1); a kill; nothing where a group stop is to be joined first (SIGNAL-21);
    /// a signal.
    /// </summary>
    /// <param name="asks">
    /// Whether engines are asked about a signal. Where they are not the group's stop begins with the taking of SIGSTOP (S3 to S5); for a stop of a terminal the signal lock is dropped between them.
    /// </param>
    public TakenSignal Dequeue(Func<SignalKind, bool> asks)
    {
        ledger.Pause(Name, PausePoints.Lock);
        return ledger.Change(() =>
        {
            if (utrace.HasReportBeforeSignals(this))
            {
                return new TakenSignal(SignalStep.Again);
            }

            if (TakeKill())
            {
                return new TakenSignal(SignalStep.Kill);
            }

            if (group.Jobs.Awaits(this) && (utrace.Decide.StopIsJoinedFirst || NextSignal is SignalNumber.None))
            {
                return new TakenSignal(SignalStep.Join);
            }

            var signal = NextSignal;
            if (signal is not SignalNumber.None)
            {
                Take(signal);
            }

            SetSignalPath();
            var taken = signal is SignalNumber.None ? new TakenSignal(SignalStep.Leave) : new TakenSignal(SignalStep.CarryOut, signal, group.Dispositions[signal]);
            return taken.Step is not SignalStep.CarryOut || taken.Kind.Action is not SignalAction.Stop || asks(taken.Kind) ? taken
                : new TakenSignal(group.TryBeginStop(this) ? SignalStep.Join : SignalStep.Again);
        });
    }

    /// <summary>Takes the parked signal.</summary>
    public SignalNumber TakeParked()
    {
        var parked = Parked;
        Parked = SignalNumber.None;
        return parked;
    }

    private bool TakeKill()
    {
        var was = KillPending && (utrace.Decide.KillIsTakenFirst || NextSignal is SignalNumber.None);
        if (was)
        {
            KillPending = false;
            SetSignalPath();
        }

        return was;
    }

    private void Take(SignalNumber signal)
    {
        if (TrapPending)
        {
            TrapPending = false;
            return;
        }

        var from = Pending.Next(PutOff) == signal ? Pending : group.Pending;
        from.Remove(SignalSet.Of(signal));
        if (SignalSet.Stops.Has(signal))
        {
            group.Jobs.StopDequeued = true;
        }
    }

    private void SetSignalPath() => SignalPathDue =
        Record.Resume is ResumeAction.Interrupt && UtraceFlags is not UtraceEvents.None && utrace.Decide.RecomputeSeesInterrupt
        || KillPending
        || NextSignal is not SignalNumber.None
        || group.Jobs.Awaits(this);
}
