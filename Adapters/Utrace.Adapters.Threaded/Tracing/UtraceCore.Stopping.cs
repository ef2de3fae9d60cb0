using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The stop itself (steps 6.7), and the way from a finished pass to what the thread does next (step H4).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>FINRES: the pass's choice takes effect on the thread before it goes to user mode. True where it came to a stop, even one that was called off just before.</summary>
    private bool FinishResume(Tracee tracee, ReportPass pass)
    {
        ApplyLateResults(tracee, pass);
        CleanUpAfter(tracee, pass);
        ledger.Pause(tracee.Name, PausePoints.N4);
        switch (pass.Action)
        {
            case ResumeAction.Stop:
                Stop(tracee, pass);
                return true;
            case ResumeAction.Interrupt:
                tracee.RequestSignalPath();
                break;
            case ResumeAction.SingleStep or ResumeAction.BlockStep:
                tracee.StepArmed = CanStep(tracee);
                break;
            default:
                tracee.StepArmed = !decide.PassDisarmsStep && tracee.StepArmed;
                break;
        }

        return false;
    }

    /// <summary>S7, S8: let out of a stop. A killed thread first waits until whoever works on it under the lock has finished (KILL-06).</summary>
    public void LeaveSleep(Tracee tracee)
    {
        ledger.Pause(tracee.Name, PausePoints.S7);
        if (tracee.KillPending && decide.KilledThreadWaitsForLock)
        {
            tracee.Record.Lock.Section(tracee.Name, () => { });
        }
    }

    /// <summary>STEP-02: without the hardware nothing is armed.</summary>
    private static bool CanStep(Tracee tracee) => tracee.Spec.Step is not StepHardware.None;

    /// <summary>
    /// Stops, if an engine still wants it: the decision is made from the engines, under the lock in which the thread becomes stopped.
    /// Whatever the pass has come to may be outdated by a control call made since (STOP-13).
    /// </summary>
    private void Stop(Tracee tracee, ReportPass pass)
    {
        List<Engine> gone = [];
        bool? stops;
        do
        {
            ledger.Pause(tracee.Name, PausePoints.N4);
            stops = tracee.Record.Lock.Section(tracee.Name, () => EnterStop(tracee, pass, gone)) ?? EnterStopFromMark(tracee);
        }
        while (stops is null);

        DropAttachedReferences(gone);
        if (stops is false)
        {
            return;
        }

        TellWakeUpsInStop(tracee);
        tracee.SleepInTracedStop(); // S7
        LeaveSleep(tracee); // S8
        tracee.RecomputeSignalPath(); // S9
    }

    /// <summary>S2-S5, under the lock: whether the thread is in the stop now; null where a fault only decided.</summary>
    private bool? EnterStop(Tracee tracee, ReportPass pass, List<Engine> gone)
    {
        if (decide.RequestSurvivesStop)
        {
            RaiseRequest(tracee, pass.Keep); // S2
        }

        if (!decide.SomebodyWantsStop(tracee))
        {
            gone.AddRange(Reset(tracee)); // S3
            return false;
        }

        if (!decide.StopsWhereItDecides)
        {
            tracee.UtraceFlags |= UtraceEvents.StopBit; // What the decision stands for while the lock is free.
            return null;
        }

        tracee.Record.Lock.Pause(tracee.Name, PausePoints.S3);
        return tracee.TryEnterTracedStop(); // S4, S5
    }

    /// <summary>Only a fault comes here: the lock was free since the decision, and nothing but the thread-wide mark tells whether it still holds. Null: decide again.</summary>
    private bool? EnterStopFromMark(Tracee tracee)
    {
        ledger.Pause(tracee.Name, PausePoints.S3);
        return tracee.Record.Lock.Section(tracee.Name, () => IsTraced(tracee, UtraceEvents.StopBit) ? tracee.TryEnterTracedStop() : (bool?)null);
    }
}
