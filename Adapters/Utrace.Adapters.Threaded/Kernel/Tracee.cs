using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// A traced thread: an OS thread that plays user mode, and the part of the kernel around the hooks (steps 7). This part of it is its state,
/// which changes under the ledger's monitor, so that tests and changes of several flags are one instant.
/// </summary>
internal sealed partial class Tracee(ThreadSpec spec, ThreadGroup group, Ledger ledger, IKit kit, UtraceCore utrace)
{
    private Activity? _driven;
    private Activity? _present;
    private readonly Sharing _shared = ledger.Share(spec.Name);
    private bool _wokenByGate;
    private bool _signalPathDue;
    private bool _notifyDue;
    private bool _syscallsTraced;
    private bool _stepArmed;
    private bool _trapPending;
    private bool _isOver;
    private volatile UtraceEvents _utraceFlags = UtraceEvents.None;
    private volatile bool _killPending;
    private volatile ExitState _exit = ExitState.Alive;
    private volatile RunState _state = RunState.Running;

    /// <summary>Its name.</summary>
    public string Name => spec.Name;

    /// <summary>What it was made from.</summary>
    public ThreadSpec Spec => spec;

    /// <summary>Its thread group.</summary>
    public ThreadGroup Group => group;

    /// <summary>The utrace record.</summary>
    public TraceRecord Record { get; } = new(ledger, spec.Name);

    /// <summary>The union of the engines' masks that the hooks are guarded by (steps: uflags). Changes under the record's lock.</summary>
    public UtraceEvents UtraceFlags
    {
        get
        {
            _shared.Read(Shared.UtraceFlags);
            return _utraceFlags;
        }

        set
        {
            _shared.Write(Shared.UtraceFlags);
            _utraceFlags = value;
        }
    }

    /// <summary>What the scheduler knows of it.</summary>
    public RunState State
    {
        get
        {
            _shared.Read(Shared.State);
            return _state;
        }

        private set
        {
            _shared.Write(Shared.State);
            _state = value;
        }
    }

    /// <summary>How dead it is.</summary>
    public ExitState Exit
    {
        get
        {
            _shared.Read(Shared.Exit);
            return _exit;
        }

        private set
        {
            _shared.Write(Shared.Exit);
            _exit = value;
        }
    }

    /// <summary>What a waiter is told.</summary>
    public int ExitStatus { get; private set; }

    /// <summary>The signal path is due before user mode (SIGP).</summary>
    public bool SignalPathDue
    {
        get
        {
            _shared.Read(Shared.SignalPath);
            return _signalPathDue;
        }

        private set
        {
            _shared.Write(Shared.SignalPath);
            _signalPathDue = value;
        }
    }

    /// <summary>The notify hook is due before user mode (NRES).</summary>
    public bool NotifyDue
    {
        get
        {
            _shared.Read(Shared.Notify);
            return _notifyDue;
        }

        private set
        {
            _shared.Write(Shared.Notify);
            _notifyDue = value;
        }
    }

    /// <summary>System calls go through the hooks (SYSTR).</summary>
    public bool SyscallsTraced
    {
        get
        {
            _shared.Read(Shared.SyscallsTraced);
            return _syscallsTraced;
        }

        set
        {
            _shared.Write(Shared.SyscallsTraced);
            _syscallsTraced = value;
        }
    }

    /// <summary>The hardware traps after the next user step (STEP).</summary>
    public bool StepArmed
    {
        get
        {
            _shared.Read(Shared.Step);
            return _stepArmed;
        }

        set
        {
            _shared.Write(Shared.Step);
            _stepArmed = value;
        }
    }

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

    /// <summary>How many traced stops it has left: what examine compares.</summary>
    public int SwitchCount { get; private set; }

    /// <summary>Whether an activity is driven and not yet over.</summary>
    public bool HasActivity => _driven is not null || _present is not null;

    /// <summary>What a probe says; call under the ledger's monitor.</summary>
    public TraceeState Probe() => Exit switch
    {
        ExitState.Zombie => TraceeState.Zombie,
        ExitState.Dead => TraceeState.Reaped,
        _ => State switch
        {
            RunState.TracedStop => TraceeState.Tstopped,
            RunState.Running => TraceeState.Running,
            _ => TraceeState.Sleeping,
        },
    };

    /// <summary>Requests the notify hook before user mode.</summary>
    public void RequestNotify() => ledger.Change(() => NotifyDue = true);

    /// <summary>The notify hook has served its flag; only where a fault did not clear it on the way into the hook.</summary>
    public void ForgetNotify() => ledger.Change(() => NotifyDue = false);

    /// <summary>Requests the signal path before user mode; ends an interruptible sleep (the sleeper sees the flag).</summary>
    public void RequestSignalPath() => ledger.Change(() => SignalPathDue = true);

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

    /// <summary>Enters the traced stop, unless a kill is pending (steps S4, S5).</summary>
    public bool TryEnterTracedStop() => ledger.Change(() =>
    {
        if (KillPending)
        {
            return false;
        }

        State = RunState.TracedStop;
        return true;
    });

    /// <summary>Somebody lets the thread out of its traced stop.</summary>
    public void LeaveTracedStop() => ledger.Change(() =>
    {
        State = RunState.Running;
        SwitchCount++;
    });

    /// <summary>Sleeps in the traced stop until somebody lets it go (step S7).</summary>
    public void SleepInTracedStop() => ledger.Await(
        Name,
        () => $"in a traced stop that {UtraceCore.HoldersOf(this)}",
        () => State is RunState.Running);

    /// <summary>Becomes a zombie (step X1).</summary>
    public void Die(int status) => ledger.Change(() =>
    {
        ExitStatus = status;
        Exit = ExitState.Zombie;
    });

    /// <summary>A thread that reaps itself begins to (step Y0).</summary>
    public void BeginSelfReap() => ledger.Change(() => Exit = ExitState.Dead);

    /// <summary>Nobody can reap it any more: a reaper took it, or it is dead and does so itself.</summary>
    public bool IsBeyondReaping => Exit is ExitState.Dead || Exit is ExitState.Zombie && spec.SelfReap;

    /// <summary>A reaper begins to wait: the first of several gets the thread. To be called in the attempt that fails.</summary>
    public void QueueReaper()
    {
        if (!ledger.IsRetrying)
        {
            _shared.Write(Shared.Reapers);
        }
    }

    private void SetSignalPath() => SignalPathDue =
        Record.Resume is ResumeAction.Interrupt && UtraceFlags is not UtraceEvents.None || KillPending || TrapPending;

    /// <summary>A reaper takes the dead thread: true; false where another was first. To be called under the ledger's monitor.</summary>
    public bool TryTakeForReaping()
    {
        if (Exit is not ExitState.Zombie || spec.SelfReap)
        {
            return false;
        }

        Exit = ExitState.Dead;
        return true;
    }
}
