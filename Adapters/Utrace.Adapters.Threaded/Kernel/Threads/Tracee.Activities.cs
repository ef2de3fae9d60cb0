using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>The other activities: a step, exit (steps 7.0, 7.5).</summary>
internal sealed partial class Tracee
{
    private void Tick()
    {
        OverAndDone();
        kit.Ticked(Name);
        Pause(PausePoints.Lock);
        if (StepArmed)
        {
            QueueTrap();
        }
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
