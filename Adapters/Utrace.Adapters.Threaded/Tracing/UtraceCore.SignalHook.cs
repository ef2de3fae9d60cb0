using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The signal hook (steps 6.10): requested reports first, then at most one signal.</summary>
internal sealed partial class UtraceCore
{
    /// <summary>What the signal path does next; called where the union is not empty.</summary>
    public SignalVerdict SignalHook(Tracee tracee)
    {
        ledger.Pause(tracee.Name, PausePoints.Lock);
        if (HasReportBeforeSignals(tracee))
        {
            return ReportBeforeSignals(tracee); // G1-G4
        }

        tracee.Parked = SignalNumber.None;
        if (!IsTraced(tracee, SignalKind.AllEvents))
        {
            return SignalVerdict.Untraced; // G5
        }

        var taken = tracee.Dequeue(k => IsTraced(tracee, k.Event | UtraceEvents.Quiesce)); // G5, G6
        if (taken.Step is SignalStep.Kill)
        {
            return decide.ShowsKill ? ReportKill(tracee) : SignalVerdict.Kill; // SIGKILL is nobody's business (SIGNAL-12).
        }

        if (taken.Step is not SignalStep.CarryOut || !IsTraced(tracee, decide.EventOf(taken.Kind) | UtraceEvents.Quiesce))
        {
            return new SignalVerdict(taken.Step, taken.Signal, taken.Kind.Action);
        }

        var pass = new ReportPass(decide.EventOf(taken.Kind), Callback.Signal)
        {
            Word = (uint)taken.Kind.Action,
            Signal = taken.Signal,
            Original = taken.Disposition,
            Disposition = taken.Disposition,
        };
        MakeSignalReports(tracee, pass);
        return EndSignalPass(tracee, pass);
    }

    /// <summary>G1: whether a requested report comes before any signal.</summary>
    public bool HasReportBeforeSignals(Tracee tracee) =>
        tracee.UtraceFlags is not UtraceEvents.None && decide.PendingSignalWaitsForReport(tracee) && IsReportDue(tracee.Record);

    /// <summary>The handler-built hook: whoever steps, or has asked already, is told before the handler's first step (SIGNAL-08, STEP-08).</summary>
    public void HandlerBuilt(Tracee tracee)
    {
        ledger.Pause(tracee.Name, PausePoints.Lock);
        if (tracee.UtraceFlags is UtraceEvents.None)
        {
            return;
        }

        var record = tracee.Record;
        record.Lock.Section(tracee.Name, () =>
        {
            record.HandlerBuilt = true;
            if (record.Resume > ResumeAction.Interrupt && tracee.StepArmed)
            {
                RaiseRequest(tracee, ResumeAction.Interrupt);
            }
            else if (record.Resume is ResumeAction.Resume)
            {
                tracee.RequestNotify();
            }
        });
    }

    /// <summary>G1: a request, engines that wait to be eligible, or the mark of a handler.</summary>
    private bool IsReportDue(TraceRecord record) =>
        record.Resume < ResumeAction.Resume
        || record.HandlerBuilt
        || !record.Attaching.IsEmpty && decide.SignalPassTakesWaitingEngines;

    private SignalVerdict ReportBeforeSignals(Tracee tracee)
    {
        var record = tracee.Record;
        var (request, word) = record.Lock.Section(tracee.Name, () =>
        {
            if (decide.SignalPassTakesWaitingEngines)
            {
                record.Attached = decide.Splice(record.Attached, record.Attaching);
                record.Attaching = [];
            }

            var pending = (record.Resume, record.HandlerBuilt && decide.ShowsHandler ? SignalAction.Handler : SignalAction.Report);
            record.Resume = ResumeAction.Resume;
            record.HandlerBuilt = false;
            return pending;
        });
        tracee.RecomputeSignalPath();
        var pass = new ReportPass(UtraceEvents.None, Callback.Signal) { Word = (uint)word, Signal = tracee.TakeParked() };
        if (request > ResumeAction.Report)
        {
            pass.Action = request; // G2
            pass.IsSpurious = false;
            FinishResume(tracee, pass);
            return SignalVerdict.Again;
        }

        if (!SomebodyWantsReport(tracee))
        {
            return SignalVerdict.Again; // G3
        }

        MakeSignalReports(tracee, pass); // G4, G7
        return EndSignalPass(tracee, pass);
    }

    private SignalVerdict ReportKill(Tracee tracee)
    {
        var pass = new ReportPass(UtraceEvents.SignalTerm, Callback.Signal)
        {
            Word = (uint)SignalAction.Term,
            Signal = SignalNumber.SIGKILL,
            Original = Disposition.Default,
        };
        MakeSignalReports(tracee, pass);
        FinishReport(tracee, pass, willNotStop: true);
        return SignalVerdict.Kill;
    }
}
