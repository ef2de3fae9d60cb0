namespace Utrace.Adapters.Threaded;

/// <summary>The traced stop (steps 6.7).</summary>
internal sealed partial class Tracee
{
    /// <summary>How many traced stops it has left: what examine compares.</summary>
    public int SwitchCount { get; private set; }

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
}
