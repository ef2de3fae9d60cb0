namespace Utrace.Adapters.Threaded;

/// <summary>A thread's birth, its vfork parent, and its pid (steps 7.3, 7.4, 7.7).</summary>
internal sealed partial class Tracee
{
    private Pid? _pid;
    private bool _hasReleasedParent;

    /// <summary>The pid that it began with, whomever that names now.</summary>
    public Pid FirstPid { get; } = new(ledger.Share(spec.Name));

    /// <summary>The thread whose clone made it; null where none did.</summary>
    public string? Maker { get; private set; }

    /// <summary>It let its vfork parent go: its exec has succeeded, or it is dead (VFORK-03).</summary>
    public bool HasReleasedParent
    {
        get
        {
            _shared.Read(Shared.Parent);
            return _hasReleasedParent;
        }

        private set
        {
            _shared.Write(Shared.Parent);
            _hasReleasedParent = value;
        }
    }

    /// <summary>It is there from now on, alive, with nothing of another's tracing (CLONE-05), and can be named and killed; it runs once it is started. To be called under the ledger's monitor.</summary>
    public void BeBorn()
    {
        Exit = ExitState.Alive;
        group.Leader ??= this;
        _pid = FirstPid;
        _pid.Names = this;
        group.Declare(spec);
    }

    /// <summary>What a clone's child has of the thread that made it: the mask, unless it declares its own, and where it is a process the dispositions. To be called before <see cref="BeBorn"/>, under the ledger's monitor.</summary>
    private void InheritFrom(Tracee maker)
    {
        Maker = maker.Name;
        if (spec.Blocked.IsEmpty)
        {
            Blocked = maker.Blocked;
        }

        if (group != maker.Group)
        {
            group.Dispositions.CopyFrom(maker.Group.Dispositions);
        }
    }

    /// <summary>The vfork that made the thread need not wait for it any longer.</summary>
    public void ReleaseParent()
    {
        if (spec.IsCloned)
        {
            ledger.Change(() => HasReleasedParent = true);
        }
    }

    /// <summary>The pid that names the thread names nobody from now on.</summary>
    private void LosePid()
    {
        if (_pid is { } pid)
        {
            (_pid, pid.Names) = (null, null);
        }
    }

    /// <summary>This thread takes the dead leader's pid over, and its own names nobody; the same instant takes the leader for reaping. False where another took it before.</summary>
    private bool TryTakeOver(Tracee leader)
    {
        if (leader == this || !leader.TryTakeForReaping())
        {
            return false;
        }

        LosePid();
        (_pid, leader._pid) = (leader._pid, null);
        if (_pid is { } taken)
        {
            taken.Names = this;
        }

        group.Leader = this;
        return true;
    }
}
