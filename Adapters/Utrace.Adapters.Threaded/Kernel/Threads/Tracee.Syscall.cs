using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>System calls (steps 7.1).</summary>
internal sealed partial class Tracee
{
    private void Syscall(SyscallActivity call)
    {
        var what = $"syscall {call.Name}";
        kit.Staged(Name, ActivityStage.Enter, what);
        Pause(PausePoints.Lock);
        var aborted = SyscallsTraced && utrace.Decide.EntryComesBeforeTheCall && utrace.ReportSyscallEntry(this);
        Pause(PausePoints.Lock); // What its callbacks want woken is told before the call has an effect.
        if (!utrace.Decide.ExitComesBehindTheCall)
        {
            ReportExitOfCall(aborted);
        }

        if (aborted)
        {
            kit.Staged(Name, ActivityStage.Abort, what);
        }
        else
        {
            kit.Staged(Name, Sleep(call) ? ActivityStage.Body : ActivityStage.Interrupt, what);
        }

        Pause(PausePoints.Lock);
        if (!utrace.Decide.EntryComesBeforeTheCall && SyscallsTraced)
        {
            _ = utrace.ReportSyscallEntry(this);
        }

        if (utrace.Decide.ExitComesBehindTheCall)
        {
            ReportExitOfCall(aborted);
        }

        Pause(PausePoints.Lock);
        OverAndDone();
        kit.Staged(Name, ActivityStage.Done, what);
    }

    private void ReportExitOfCall(bool aborted)
    {
        if (SyscallsTraced || StepArmed)
        {
            utrace.ReportSyscallExit(this, aborted);
        }
    }

    /// <summary>Sleeps as the call does; false where the sleep was interrupted.</summary>
    private bool Sleep(SyscallActivity call)
    {
        if (call.Sleep is SleepKind.None)
        {
            return true;
        }

        var interruptible = call.Sleep is SleepKind.Interruptible;
        ledger.Change(() => State = interruptible ? RunState.SleepingInterruptibly : RunState.SleepingUninterruptibly);
        var completed = false;
        Await(() => $"in syscall {call.Name} for gate {call.Until}", () =>
        {
            _shared.Read(Shared.Activity);
            if (!_wokenByGate && !(interruptible && SignalPathDue))
            {
                return false;
            }

            completed = _wokenByGate;
            State = RunState.Running;
            return true;
        });
        Pause(PausePoints.Lock);
        return completed;
    }
}
