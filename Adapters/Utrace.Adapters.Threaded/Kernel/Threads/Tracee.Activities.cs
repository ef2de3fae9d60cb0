using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>The other activities: a step, exit (steps 7.0, 7.5).</summary>
internal sealed partial class Tracee
{
    private bool _hasStepped;

    private void Tick()
    {
        OverAndDone();
        kit.Ticked(Name);
        Pause(PausePoints.Lock);
        if (StepArmed && IsTrapDue())
        {
            QueueTrap();
        }
    }

    /// <summary>STEP-01: after one step; only a fault lets another pass.</summary>
    private bool IsTrapDue()
    {
        _hasStepped = !_hasStepped;
        return utrace.Decide.TrapsAfterOneStep || !_hasStepped;
    }

    private int BeginExit(ExitActivity exit)
    {
        kit.Staged(Name, ActivityStage.Enter, exit.Group ? "exit_group" : "exit");
        if (exit.Group)
        {
            return EndGroup(exit.Code);
        }

        return exit.Code;
    }
}
