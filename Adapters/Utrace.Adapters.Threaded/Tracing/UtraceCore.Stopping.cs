using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The stop itself (steps 6.7), and the way from a finished pass to what the thread does next (step H4).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>FINRES: the pass's choice takes effect on the thread before it goes to user mode.</summary>
    private void FinishResume(Tracee tracee, ReportPass pass)
    {
        ApplyLateResults(tracee, pass);
        CleanUpAfter(tracee, pass);
        ledger.Pause(tracee.Name, PausePoints.N4);
        switch (pass.Action)
        {
            case ResumeAction.Stop:
                Stop(tracee, pass);
                break;
            case ResumeAction.Interrupt:
                tracee.RequestSignalPath();
                break;
            case ResumeAction.SingleStep or ResumeAction.BlockStep:
                tracee.StepArmed = true;
                break;
            default:
                tracee.StepArmed = false;
                break;
        }
    }

    /// <summary>
    /// Stops, if an engine still wants it: the decision is made from the engines, under the lock in which the thread becomes stopped.
    /// Whatever the pass has come to may be outdated by a control call made since (STOP-13).
    /// </summary>
    private void Stop(Tracee tracee, ReportPass pass)
    {
        var record = tracee.Record;
        List<Engine> gone = [];
        ledger.Pause(tracee.Name, PausePoints.N4);
        var stops = record.Lock.Section(tracee.Name, () =>
        {
            if (decide.RequestSurvivesStop)
            {
                RaiseRequest(tracee, pass.Keep); // S2
            }

            if (!decide.SomebodyWantsStop(tracee))
            {
                gone = Reset(tracee); // S3
                return false;
            }

            record.Lock.Pause(tracee.Name, PausePoints.S3);
            return tracee.TryEnterTracedStop(); // S4, S5
        });
        DropAttachedReferences(gone);
        if (!stops)
        {
            return;
        }

        tracee.SleepInTracedStop(); // S7
        ledger.Pause(tracee.Name, PausePoints.S7);
        if (tracee.KillPending)
        {
            record.Lock.Section(tracee.Name, () => { }); // S8: whoever worked on the stopped thread finishes first (KILL-06).
        }

        tracee.RecomputeSignalPath(); // S9
    }
}
