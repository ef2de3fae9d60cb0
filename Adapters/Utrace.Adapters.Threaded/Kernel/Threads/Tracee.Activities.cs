using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>The other activities: a step, exec, exit (steps 7.0, 7.4, 7.5).</summary>
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

    private void Exec(ExecActivity exec)
    {
        kit.Staged(Name, ActivityStage.Enter, "exec");
        Pause(PausePoints.Lock);
        if (exec.Fails)
        {
            kit.Staged(Name, ActivityStage.Fail, "exec");
            if (utrace.Decide.ReportsFailedExec)
            {
                utrace.ReportExec(this);
            }
        }
        else
        {
            utrace.ReportExec(this);
        }

        Pause(PausePoints.Lock);
        OverAndDone();
        kit.Staged(Name, ActivityStage.Done, "exec");
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
