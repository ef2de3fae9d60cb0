using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>A thread's part in the stop of its group (steps 7.2, S0 and S5).</summary>
internal sealed partial class Tracee
{
    /// <summary>Whether a group stop that begins now has to wait for it.</summary>
    public bool CountsForStop => CanBeWoken || !utrace.Decide.HeldThreadIsCountedOff && State is RunState.TracedStop;

    /// <summary>control(STOP) takes a thread over that its group has stopped; false where it is in no such stop.</summary>
    public bool TryHoldInJobStop() => ledger.Change(() =>
    {
        if (State is not RunState.JobStop || !utrace.Decide.TakesOverJobStop)
        {
            return false;
        }

        State = RunState.TracedStop;
        return true;
    });

    /// <summary>The group goes on: out of its stop, but not out of a traced one. Under the signal lock.</summary>
    public void LeaveJobStop()
    {
        if (State is RunState.JobStop || State is RunState.TracedStop && !utrace.Decide.ContinueSparesTracedStops)
        {
            LeaveStop(RunState.Running);
        }
    }

    /// <summary>Only a fault takes a thread out of the stop of its group alone (JCTL-06).</summary>
    public void LeaveJobStopAlone() => ledger.Change(() => LeaveStop(RunState.Running));

    /// <summary>The parent is told, and gets SIGCHLD where it is among the threads.</summary>
    public void TellParent(JctlType what)
    {
        kit.ParentTold(Name, what);
        ledger.Change(SignalParent);
    }

    /// <summary>S0: what a continue left to be told is told by the first thread that comes by; true where it was this one.</summary>
    private bool TellContinue()
    {
        Pause(PausePoints.Lock);
        var note = ledger.Change(group.Jobs.TakeNote);
        if (note is JctlType.None)
        {
            return false;
        }

        if (utrace.Decide.ReportsContinue)
        {
            utrace.ReportJctl(this, JctlType.Continued, () => note);
        }

        TellParent(note);
        return true;
    }

    /// <summary>S5, by the thread that carries a stop signal out: nothing where a continue or an exit came first (SIGNAL-22).</summary>
    private void BeginGroupStop()
    {
        Pause(PausePoints.Lock);
        if (ledger.Change(() => group.TryBeginStop(this)))
        {
            StopForJob();
        }
    }

    /// <summary>S5, by each thread: the report with the lock dropped, then the stop, if it is still wanted (JCTL-03).</summary>
    private void StopForJob()
    {
        utrace.ReportJctl(this, JctlType.Stopped, () => group.Jobs.IsLast(this) ? JctlType.Stopped : JctlType.None);
        Pause(PausePoints.Lock);
        var (stops, isLast) = ledger.Change(TryEnterJobStop);
        if (!stops)
        {
            return;
        }

        if (isLast)
        {
            Pause(PausePoints.Lock);
            TellParent(JctlType.Stopped);
        }

        Await(() => "in a job-control stop", () => State is RunState.Running);
        utrace.LeaveSleep(this);
        if (!utrace.Decide.JobStopKeepsRequests)
        {
            UtraceCore.ForgetRequests(this);
        }

        RecomputeSignalPath();
    }

    private (bool Stops, bool IsLast) TryEnterJobStop()
    {
        if (KillPending || !group.Jobs.Awaits(this) && utrace.Decide.ContinueCancelsStopInProgress)
        {
            SetSignalPath();
            return (false, false);
        }

        State = RunState.JobStop;
        return (true, group.Jobs.CountOff(this));
    }
}
