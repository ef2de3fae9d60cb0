using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters.Threaded;

/// <summary>A signal pass: its turns, and what is done with its result (steps 6.10, G7 and G8).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>G7: one callback for each engine that wants the pass.</summary>
    private void MakeSignalReports(Tracee tracee, ReportPass pass)
    {
        foreach (var engine in tracee.Record.Attached)
        {
            var (want, table) = BeginTurn(tracee, engine);
            pass.Before = pass.Action;
            if (table is not EngineTable.User)
            {
                ApplyResult(tracee, pass, engine, new ActionWord(ResumeAction.Detach), keepsWord: true);
                continue;
            }

            var isWanted = (want & pass.Event) != 0 || (want & UtraceEvents.Quiesce) != 0 && (pass.Event is UtraceEvents.None || decide.SignalCallsQuiesce);
            if (pass.Event is UtraceEvents.None && engine.Has(Callback.Signal) && !decide.RequestedPassCallsReportSignal)
            {
                isWanted = false;
            }

            if (!isWanted || !(engine.Has(Callback.Signal) || engine.Has(Callback.Quiesce) && decide.QuiesceStandsInForSignal))
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
            var result = ReportSignal(tracee, pass, engine, callback);
            ApplyResult(tracee, pass, engine, result, keepsWord: callback is Callback.Quiesce && decide.QuiesceKeepsWord);
        }
    }

    private ActionWord ReportSignal(Tracee tracee, ReportPass pass, Engine engine, Callback callback)
    {
        var bits = callback is Callback.Signal ? decide.SignalArgument(pass) : 0;
        var reply = CallBack(tracee, engine, new CallbackInvocation(
            engine.Name, callback, new ActionWord(decide.ArgumentOf(pass), bits), decide.EventArgument(pass.Event))
        {
            Signal = pass.Signal,
            Original = decide.ShowsOriginalDisposition || pass.Original is null ? pass.Original : pass.Disposition,
            Disposition = pass.Disposition,
        });
        if (decide.TakesInfoChanges)
        {
            pass.Signal = reply.Signal ?? pass.Signal; // SIGNAL-04
            pass.Disposition = reply.Disposition ?? pass.Disposition;
        }

        return reply.Result.Action is ResumeAction.Report or ResumeAction.Interrupt
            ? new ActionWord(ResumeAction.Resume, reply.Result.Bits) // SIGNAL-18: no endless loop.
            : reply.Result;
    }

    /// <summary>G8: what becomes of the signal in info.</summary>
    private SignalVerdict EndSignalPass(Tracee tracee, ReportPass pass)
    {
        var action = ResultOf(pass);
        if (action is SignalAction.Ign || pass.Event is UtraceEvents.None && !decide.CarriesOutMadeSignals)
        {
            return NothingToDeliver(tracee, pass);
        }

        if (action is SignalAction.Deliver && pass.Action is not ResumeAction.Resume && decide.LooksAgainBeforeHandler)
        {
            pass.Action = ResumeAction.Interrupt; // Whoever asked for anything looks again before the handler runs (SIGNAL-09).
        }

        if (decide.FatalSignalWaitsForStop && action is SignalAction.Term or SignalAction.Core)
        {
            FinishResume(tracee, pass);
        }

        FinishReport(tracee, pass, willNotStop: true); // SIGNAL-19
        HoldBack(tracee, pass);
        // One that was dequeued as a stop signal is noted already; a continue may have cancelled it since (SIGNAL-22).
        var notes = pass.Event is not UtraceEvents.SignalStop || !decide.ContinueCancelsReportedStop;
        if (action is SignalAction.Stop)
        {
            return new SignalVerdict(tracee.TryStopGroup(notes) ? SignalStep.Join : SignalStep.Again);
        }

        if (action is SignalAction.Tstp && notes)
        {
            tracee.NoteStopSignal();
        }

        return new SignalVerdict(SignalStep.CarryOut, pass.Signal, action);
    }

    /// <summary>By the last word (SIGNAL-03); IGN where there is nothing to deliver. DELIVER goes by return_ka.</summary>
    private static SignalAction ResultOf(ReportPass pass)
    {
        var word = (SignalAction)(pass.Word & 0xf0);
        return word switch
        {
            SignalAction.Term or SignalAction.Core or SignalAction.Ign => word,
            _ when pass.Signal is SignalNumber.None => SignalAction.Ign,
            SignalAction.Deliver => SignalKind.Of(pass.Signal, pass.Disposition).Action,
            SignalAction.Stop or SignalAction.Tstp => word,
            _ => SignalAction.Ign,
        };
    }

    /// <summary>The pass may stop here; a kill that ends the stop is taken next, and nothing else (SIGNAL-20).</summary>
    private SignalVerdict NothingToDeliver(Tracee tracee, ReportPass pass)
    {
        if (pass.Event is UtraceEvents.None && pass.Action is ResumeAction.Stop && !decide.RequestedSignalPassStops)
        {
            pass.Action = ResumeAction.Resume;
        }

        var endsInStop = FinishResume(tracee, pass);
        var isHeld = HoldBack(tracee, pass);
        ledger.Pause(tracee.Name, PausePoints.Lock);
        if (endsInStop && !isHeld && decide.ParksInfo && tracee.Record.Resume <= ResumeAction.Report)
        {
            tracee.Parked = pass.Signal; // The pass that answers the request behind the stop finds it in info (SIGNAL-11).
        }

        return tracee.DequeueKill() ? SignalVerdict.Kill : SignalVerdict.Again;
    }

    /// <summary>HOLD (SIGNAL-10).</summary>
    private bool HoldBack(Tracee tracee, ReportPass pass)
    {
        var isHeld = (pass.Word & (uint)SignalAction.Hold) != 0 && decide.HonoursHold && pass.Signal is not SignalNumber.None;
        if (isHeld)
        {
            tracee.PushBack(pass.Signal);
        }

        return isHeld;
    }
}
