using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters.Threaded;

/// <summary>The signal hook (steps 6.10) for the two signals that the kit's threads know: SIGKILL and the step's SIGTRAP.</summary>
internal sealed partial class UtraceCore
{
    private const UtraceEvents SignalEvents = UtraceEvents.Signal | UtraceEvents.SignalIgn | UtraceEvents.SignalStop
        | UtraceEvents.SignalTerm | UtraceEvents.SignalCore;

    /// <summary>Requested reports first, then at most one signal.</summary>
    public SignalVerdict SignalHook(Tracee tracee)
    {
        var record = tracee.Record;
        ledger.Pause(tracee.Name, PausePoints.Lock);
        if (decide.PendingSignalWaitsForReport(tracee) && (record.Resume < ResumeAction.Resume || !record.Attaching.IsEmpty && decide.SignalPassTakesWaitingEngines))
        {
            return ReportBeforeSignals(tracee); // G1-G4
        }

        if (!IsTraced(tracee, SignalEvents))
        {
            return SignalVerdict.None; // G5
        }

        if (tracee.DequeueKill())
        {
            return decide.ShowsKill ? ReportKill(tracee) : SignalVerdict.Kill; // G6; SIGKILL is nobody's business (SIGNAL-12).
        }

        if (!tracee.DequeueTrap())
        {
            return SignalVerdict.None;
        }

        if (!IsTraced(tracee, UtraceEvents.SignalCore | UtraceEvents.Quiesce))
        {
            return SignalVerdict.Trap;
        }

        var pass = new ReportPass(UtraceEvents.SignalCore, Callback.Signal) { Word = (uint)SignalAction.Core, Signal = SignalNumber.SIGTRAP };
        MakeSignalReports(tracee, pass);
        return CarryOut(tracee, pass);
    }

    private SignalVerdict ReportBeforeSignals(Tracee tracee)
    {
        var record = tracee.Record;
        var request = record.Lock.Section(tracee.Name, () =>
        {
            if (decide.SignalPassTakesWaitingEngines)
            {
                record.Attached = decide.Splice(record.Attached, record.Attaching);
                record.Attaching = [];
            }

            var pending = record.Resume;
            record.Resume = ResumeAction.Resume;
            return pending;
        });
        tracee.RecomputeSignalPath();
        var pass = new ReportPass(UtraceEvents.None, Callback.Signal) { Word = (uint)SignalAction.Report };
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
        var word = (SignalAction)(pass.Word & 0xf0);
        if (word is SignalAction.Term or SignalAction.Core)
        {
            FinishReport(tracee, pass, willNotStop: true); // An engine made a signal; without a number it is SIGTRAP (SIGNAL-04, SIGNAL-07).
            return SignalVerdict.Trap;
        }

        return NothingToDeliver(tracee, pass);
    }

    /// <summary>G7: one callback for each engine that wants the pass.</summary>
    private void MakeSignalReports(Tracee tracee, ReportPass pass)
    {
        foreach (var engine in tracee.Record.Attached)
        {
            var (want, table) = BeginTurn(tracee, engine);
            if (table is not EngineTable.User)
            {
                ApplyResult(tracee, pass, engine, new ActionWord(ResumeAction.Detach), keepsWord: true);
                continue;
            }

            var isWanted = (want & (pass.Event | UtraceEvents.Quiesce)) != 0;
            if (!isWanted || !(engine.Has(Callback.Signal) || engine.Has(Callback.Quiesce)))
            {
                EndReporting(tracee);
                if ((want & UtraceEvents.StopBit) != 0)
                {
                    pass.Action = ResumeAction.Stop; // No callback can answer the engine's request: it just stops the thread (STOP-06).
                }

                continue;
            }

            pass.IsSpurious = false;
            var callback = engine.Has(Callback.Signal) ? Callback.Signal : Callback.Quiesce;
            var bits = callback is Callback.Signal ? pass.Word : 0;
            var result = CallBack(tracee, engine, new CallbackInvocation(
                engine.Name, callback, new ActionWord(decide.ArgumentOf(pass), bits), decide.EventArgument(pass.Event))
            {
                Signal = pass.Signal,
                Original = Disposition.Default,
            }).Result;
            if (result.Action is ResumeAction.Report or ResumeAction.Interrupt)
            {
                result = new ActionWord(ResumeAction.Resume, result.Bits); // SIGNAL-18: no endless loop.
            }

            ApplyResult(tracee, pass, engine, result, keepsWord: callback is Callback.Quiesce && decide.QuiesceKeepsWord);
        }
    }

    /// <summary>G8 for SIGTRAP.</summary>
    private SignalVerdict CarryOut(Tracee tracee, ReportPass pass)
    {
        var isHeld = (pass.Word & (uint)SignalAction.Hold) != 0 && decide.HonoursHold;
        if ((SignalAction)(pass.Word & 0xf0) is SignalAction.Ign)
        {
            var verdict = NothingToDeliver(tracee, pass);
            if (isHeld)
            {
                tracee.QueueTrap();
            }

            return verdict;
        }

        FinishReport(tracee, pass, willNotStop: true);
        if (isHeld)
        {
            tracee.QueueTrap();
        }

        return SignalVerdict.Trap;
    }

    /// <summary>The pass may stop here; a kill that ends the stop is taken next, and nothing else (SIGNAL-20).</summary>
    private SignalVerdict NothingToDeliver(Tracee tracee, ReportPass pass)
    {
        FinishResume(tracee, pass);
        return tracee.DequeueKill() ? SignalVerdict.Kill : SignalVerdict.Again;
    }

    private SignalVerdict ReportKill(Tracee tracee)
    {
        var pass = new ReportPass(UtraceEvents.SignalTerm, Callback.Signal) { Word = (uint)SignalAction.Term, Signal = SignalNumber.SIGKILL };
        MakeSignalReports(tracee, pass);
        FinishReport(tracee, pass, willNotStop: true);
        return SignalVerdict.Kill;
    }
}
