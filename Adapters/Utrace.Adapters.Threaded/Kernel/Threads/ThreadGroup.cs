namespace Utrace.Adapters.Threaded;

/// <summary>A thread group: what SIGKILL and exit_group act on. Its members change only while the session is set up.</summary>
internal sealed class ThreadGroup(Sharing shared)
{
    private readonly List<Tracee> _members = [];
    private int? _exitStatus;

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
        ExitStatus ??= status;
        foreach (var member in _members)
        {
            if (member != by)
            {
                member.Kill(endsStops);
            }
        }
    }
}
