using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The flags of a thread (steps 6.0): what hooks are guarded by, and what is due before user mode.</summary>
internal sealed partial class Tracee
{
    private bool _signalPathDue;
    private bool _notifyDue;
    private bool _syscallsTraced;
    private bool _stepArmed;
    private volatile UtraceEvents _utraceFlags = UtraceEvents.None;

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

    /// <summary>Requests the notify hook before user mode.</summary>
    public void RequestNotify() => ledger.Change(() => NotifyDue = true);

    /// <summary>The notify hook has served its flag; only where a fault did not clear it on the way into the hook.</summary>
    public void ForgetNotify() => ledger.Change(() => NotifyDue = false);

    /// <summary>Requests the signal path before user mode; ends an interruptible sleep (the sleeper sees the flag).</summary>
    public void RequestSignalPath() => ledger.Change(() => SignalPathDue = true);
}
