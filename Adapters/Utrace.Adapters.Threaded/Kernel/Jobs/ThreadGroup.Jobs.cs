namespace Utrace.Adapters.Threaded;

/// <summary>Stop and continue of a whole group (steps 7.2). Under the signal lock.</summary>
internal sealed partial class ThreadGroup
{
    /// <summary>Who has still to stop, and the like.</summary>
    public JobControl Jobs { get; } = new(shared);

    /// <summary>Nobody would ever continue it: the stop signals of a terminal do not stop it.</summary>
    public bool IsOrphaned => _members.Any(m => m.Spec.IsOrphaned);

    /// <summary>
    /// A stop signal is carried out: a stop in progress is joined, else one begins, and everybody else is told to join.
    /// False where a continue has cancelled the signal since it was dequeued, or the group is about to die.
    /// </summary>
    public bool TryBeginStop(Tracee by)
    {
        if (Jobs.IsPending)
        {
            return true;
        }

        if (!Jobs.StopDequeued || ExitStatus is not null || IsExecing)
        {
            return false;
        }

        var counted = _members.Where(m => m.CountsForStop).ToList();
        Jobs.Begin(counted);
        foreach (var other in counted.Where(m => m != by))
        {
            other.RequestSignalPath();
        }

        return true;
    }

    /// <summary>SIGCONT: whoever is stopped for its group goes on; traced stops stay.</summary>
    public void Continue()
    {
        if (Jobs.StopDequeued)
        {
            Jobs.StopDequeued = false;
        }

        if (ExitStatus is null && Jobs.Continue())
        {
            _members.ForEach(m => m.LeaveJobStop());
        }
    }
}
