namespace Utrace.Adapters.Threaded;

/// <summary>Death and reap (steps 6.11, 7.7).</summary>
internal sealed partial class Tracee
{
    private volatile ExitState _exit = ExitState.Unborn;
    private bool _isExiting;

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

    /// <summary>It reaps itself: it always does, or, as is decided when it dies, because its parent will not (REAP-04).</summary>
    public bool ReapsItself { get; private set; } = spec.SelfReap;

    /// <summary>It has made its exit report: it takes no signals, and no part in a group stop.</summary>
    public bool IsExiting
    {
        get
        {
            _shared.Read(Shared.Exiting);
            return _isExiting;
        }

        private set
        {
            _shared.Write(Shared.Exiting);
            _isExiting = value;
        }
    }

    /// <summary>Nobody can reap it any more: a reaper took it, or it is dead and does so itself.</summary>
    public bool IsBeyondReaping => Exit is ExitState.Dead || Exit is ExitState.Zombie && ReapsItself;

    /// <summary>Alive, not past its exit report, and in no stop: a signal reaches it.</summary>
    public bool CanBeWoken => Exit is ExitState.Alive && !IsExiting && State is not (RunState.TracedStop or RunState.JobStop);

    /// <summary>The exit report is over (steps 7.5). True where the thread was the last that a group stop waited for (JCTL-07).</summary>
    public bool BeginExiting() => ledger.Change(() =>
    {
        IsExiting = true;
        return group.Jobs.Awaits(this) && group.Jobs.CountOff(this);
    });

    /// <summary>Becomes a zombie (step X1).</summary>
    public void Die(int status) => ledger.Change(() =>
    {
        ExitStatus = status;
        Exit = ExitState.Zombie;
        ReapsItself = DecideToReapItself();
        ReleaseParent();
        SignalParent();
    });

    /// <summary>A thread that reaps itself begins to (step Y0).</summary>
    public void BeginSelfReap() => ledger.Change(() => Exit = ExitState.Dead);

    /// <summary>A reaper begins to wait: the first of several gets the thread. To be called in the attempt that fails.</summary>
    public void QueueReaper()
    {
        if (!ledger.IsRetrying)
        {
            _shared.Write(Shared.Reapers);
        }
    }

    /// <summary>A reaper takes the dead thread: true; false where another was first. To be called under the ledger's monitor.</summary>
    public bool TryTakeForReaping()
    {
        if (Exit is not ExitState.Zombie || ReapsItself)
        {
            return false;
        }

        Exit = ExitState.Dead;
        return true;
    }

    /// <summary>The release of the dead thread by whoever took it: the reap reports run in that context, then its pid names nobody (steps 7.7).</summary>
    public void ReapIn(string context)
    {
        utrace.ReportReap(this, context);
        ledger.Pause(context, PausePoints.Lock);
        ledger.Change(LosePid);
    }

    /// <summary>Decided at the death: a parent among the threads that is dead, or ignores SIGCHLD, does not wait for the thread.</summary>
    private bool DecideToReapItself() => spec.SelfReap || spec.Parent is { } parent && threads.Find(parent).Group.LeavesChildrenToThemselves;
}
