namespace Utrace.Adapters.Threaded;

/// <summary>A thread group: what SIGKILL, exit_group, signals and job control act on. Its members change only while the session is set up.</summary>
internal sealed partial class ThreadGroup(Sharing shared)
{
    private readonly List<Tracee> _members = [];
    private int? _exitStatus;
    private bool _isExecing;

    /// <summary>The threads, in order of creation.</summary>
    public IReadOnlyList<Tracee> Members => _members;

    /// <summary>The status that the whole group exits with once somebody has ended it; the first stands.</summary>
    public int? ExitStatus
    {
        get
        {
            shared.Read(Shared.Status);
            return _exitStatus;
        }

        private set
        {
            shared.Write(Shared.Status);
            _exitStatus = value;
        }
    }

    /// <summary>A thread of it is about to be the only one (steps 7.4): those that it kills do not take it along.</summary>
    public bool IsExecing
    {
        get
        {
            shared.Read(Shared.Status);
            return _isExecing;
        }

        private set
        {
            shared.Write(Shared.Status);
            _isExecing = value;
        }
    }

    /// <summary>The thread that the group's pid names: the first that came to be, or the last that execed.</summary>
    public Tracee? Leader { get; set; }

    /// <summary>Whether a thread of it is there and not dead.</summary>
    public bool IsAlive => _members.Exists(m => m.Exit is ExitState.Alive);

    /// <summary>Whether there are more live threads than this one.</summary>
    public bool HasOthers(Tracee than) => _members.Exists(m => m != than && m.Exit is ExitState.Alive);

    /// <summary>The live threads beside one, for the wait-for graph.</summary>
    public string NamesOfOthers(Tracee than) => string.Join(", ", _members.Where(m => m != than && m.Exit is ExitState.Alive).Select(m => m.Name));

    /// <summary>Adds a thread.</summary>
    public void Add(Tracee tracee) => _members.Add(tracee);

    /// <summary>
    /// Ends the group: SIGKILL to every thread but the one that does it. Call under the ledger's monitor.
    /// Nothing happens to the dead.
    /// </summary>
    /// <param name="status">What the threads exit with.</param>
    /// <param name="by">The thread that takes the others along; null for a kill from outside.</param>
    /// <param name="endsStops">Whether stopped threads wake; no fault: always (KILL-01, KILL-03).</param>
    public void End(int status, Tracee? by, bool endsStops)
    {
        if (by is not null && ExitStatus is not null)
        {
            return; // Whoever ended the group has sent the kills; a thread that one of them brought here sends no second ones, which would end stops in report_exit.
        }

        ExitStatus ??= status;
        KillOthers(by, endsStops);
    }

    /// <summary>An exec of one of several threads begins: SIGKILL to the others, while the group goes on. Call under the ledger's monitor.</summary>
    public void BeginExec(Tracee by, bool endsStops)
    {
        IsExecing = true;
        KillOthers(by, endsStops);
    }

    /// <summary>The thread that execs is alone, or was killed. Call under the ledger's monitor.</summary>
    public void EndExec() => IsExecing = false;

    private void KillOthers(Tracee? by, bool endsStops)
    {
        Jobs.End();
        foreach (var member in _members)
        {
            if (member != by)
            {
                member.Kill(endsStops);
            }
        }
    }
}
