namespace Utrace.Adapters.Threaded;

/// <summary>Death and reap (steps 6.11, 7.7).</summary>
internal sealed partial class Tracee
{
    private volatile ExitState _exit = ExitState.Alive;

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

    /// <summary>Nobody can reap it any more: a reaper took it, or it is dead and does so itself.</summary>
    public bool IsBeyondReaping => Exit is ExitState.Dead || Exit is ExitState.Zombie && spec.SelfReap;

    /// <summary>Becomes a zombie (step X1).</summary>
    public void Die(int status) => ledger.Change(() =>
    {
        ExitStatus = status;
        Exit = ExitState.Zombie;
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
        if (Exit is not ExitState.Zombie || spec.SelfReap)
        {
            return false;
        }

        Exit = ExitState.Dead;
        return true;
    }
}
