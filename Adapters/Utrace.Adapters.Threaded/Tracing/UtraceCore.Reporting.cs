using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>A reporting pass over the engines (steps 6.6).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>PS: makes waiting engines eligible and takes the pending request; INTERRUPT stays pending.</summary>
    private ResumeAction StartReport(Tracee tracee)
    {
        if (!decide.TurnsTakeLock)
        {
            ledger.Pause(tracee.Name, PausePoints.Lock);
            if (tracee.Record.Attaching.IsEmpty && tracee.Record.Resume is ResumeAction.Resume)
            {
                return ResumeAction.Resume;
            }
        }

        return tracee.Record.Lock.Section(tracee.Name, () => StartReportLocked(tracee));
    }

    private ResumeAction StartReportLocked(Tracee tracee)
    {
        var record = tracee.Record;
        var pending = record.Resume;
        if (record.Attaching.IsEmpty && pending is ResumeAction.Interrupt or ResumeAction.Resume)
        {
            return pending;
        }

        record.Attached = decide.Splice(record.Attached, record.Attaching);
        record.Attaching = [];
        if (pending > ResumeAction.Interrupt)
        {
            record.TookCleanUp = record.OnlyCleansUp;
            record.Resume = ResumeAction.Resume;
        }

        return pending;
    }

    /// <summary>Every engine's turn, in the order of the event.</summary>
    private void MakeReports(Tracee tracee, ReportPass pass)
    {
        var engines = tracee.Record.Attached;
        if (decide.AttachRestartsPass && pass.Event is not UtraceEvents.None)
        {
            var waiting = tracee.Record.Attaching;
            foreach (var engine in decide.Order(pass.Event, engines))
            {
                TakeTurn(tracee, pass, engine);
            }

            if (tracee.Record.Attaching == waiting)
            {
                return;
            }
        }

        var isSkipped = false;
        foreach (var engine in decide.Order(pass.Event, engines))
        {
            if (isSkipped)
            {
                isSkipped = false;
                continue;
            }

            TakeTurn(tracee, pass, engine);
            isSkipped = decide.DetachResultSkipsNext && engine.IsDetachedByResult;
            if (decide.StopEndsPass && pass.Action is ResumeAction.Stop
                || pass.Event is UtraceEvents.Death && pass.FoundDetached && !decide.DeathReportGoesOnBehindDetach)
            {
                break;
            }
        }

        if (decide.NewEngineWaitsForNextPass)
        {
            return;
        }

        foreach (var late in tracee.Record.Attached.Except(engines))
        {
            TakeTurn(tracee, pass, late);
        }
    }

    /// <summary>END, N1-N3: the rest of the pass's choice becomes a request; then N4.</summary>
    /// <param name="tracee">The thread.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="willNotStop">No stop follows this pass: a STOP has to be asked for again by a report before user mode.</param>
    private void FinishReport(Tracee tracee, ReportPass pass, bool willNotStop)
    {
        ApplyLateResults(tracee, pass);
        ledger.Pause(tracee.Name, PausePoints.N2);
        var request = pass.Action;
        if (request is ResumeAction.Stop)
        {
            request = willNotStop && decide.UnstoppedStopRequestsReport ? decide.RequestOfUnstoppedStop : ResumeAction.Resume;
        }

        tracee.Record.Lock.Section(tracee.Name, () => RaiseRequest(tracee, request));
        CleanUpAfter(tracee, pass);
    }

    /// <summary>Records a request unless a stronger one is pending (RESUME-10).</summary>
    private static void RaiseRequest(Tracee tracee, ResumeAction request)
    {
        if (request >= tracee.Record.Resume)
        {
            return;
        }

        tracee.Record.Resume = request;
        if (request is ResumeAction.Interrupt)
        {
            tracee.RequestSignalPath();
        }
        else
        {
            tracee.RequestNotify();
        }
    }

    /// <summary>N4: engines that detached leave the list; flags that promised too much are corrected.</summary>
    private void CleanUpAfter(Tracee tracee, ReportPass pass)
    {
        if ((pass.IsSpurious || pass.FoundDetached) && ResetAndRelease(tracee, tracee.Name, keepsStale: decide.KeepsStaleEvents && !pass.FoundDetached))
        {
            pass.Action = ResumeAction.Resume;
        }
    }
}
