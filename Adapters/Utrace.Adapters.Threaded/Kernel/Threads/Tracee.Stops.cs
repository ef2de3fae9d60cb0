using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The traced stop (steps 6.7).</summary>
internal sealed partial class Tracee
{
    private bool _completesGroupStop;

    /// <summary>How many stops it has left: what examine compares.</summary>
    public int SwitchCount { get; private set; }

    /// <summary>Enters the traced stop, unless a kill is pending (steps S4, S5). For its group it has stopped as well (JCTL-04).</summary>
    /// <returns>Whether it is in the stop.</returns>
    public bool TryEnterTracedStop() => ledger.Change(() =>
    {
        if (KillPending && utrace.Decide.KillVoidsLaterStops)
        {
            return false;
        }

        State = RunState.TracedStop;
        _completesGroupStop = group.Jobs.Awaits(this) && group.Jobs.CountOff(this);
        return true;
    });

    /// <summary>Somebody lets the thread out of its traced stop: it runs, or goes on in the stop of its group (R5, JCTL-05).</summary>
    public void LeaveTracedStop() => ledger.Change(() => LeaveStop(group.Jobs.HoldsGroup && utrace.Decide.HeldThreadStaysInGroupStop ? RunState.JobStop : RunState.Running));

    /// <summary>Sleeps in the traced stop until somebody lets it go (step S7).</summary>
    public void SleepInTracedStop()
    {
        if (_completesGroupStop)
        {
            _completesGroupStop = false;
            ledger.Pause(Name, PausePoints.Lock);
            TellParent(JctlType.Stopped);
        }

        ledger.Await(
            Name,
            () => State is RunState.JobStop ? "in a job-control stop" : $"in a traced stop that {UtraceCore.HoldersOf(this)}",
            () => State is RunState.Running);
    }

    private void LeaveStop(RunState to)
    {
        State = to;
        if (to is RunState.Running)
        {
            SwitchCount++;
        }
    }
}
