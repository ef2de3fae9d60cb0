using Utrace.Spec;
using Utrace.Spec.Logs;

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
            record.Resume = ResumeAction.Resume;
        }

        return pending;
    }

    /// <summary>Every engine's turn, in the order of the event.</summary>
    private void MakeReports(Tracee tracee, ReportPass pass)
    {
        var engines = tracee.Record.Attached;
        foreach (var engine in decide.Order(pass.Event, engines))
        {
            TakeTurn(tracee, pass, engine);
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

    /// <summary>One engine's turn, T1-T6.</summary>
    private void TakeTurn(Tracee tracee, ReportPass pass, Engine engine)
    {
        var (want, table) = BeginTurn(tracee, engine);
        var quiesces = (want & UtraceEvents.Quiesce) != 0 || table is not EngineTable.User;
        if (quiesces && decide.QuiesceComesFirst(pass.Event))
        {
            var isDetached = ReportQuiesce(tracee, pass, engine, table);
            if (isDetached && decide.DetachedQuiesceEndsTurn)
            {
                return;
            }

            if (pass.Event is UtraceEvents.None)
            {
                pass.IsSpurious = false;
                return;
            }

            ledger.Pause(tracee.Name, PausePoints.T4Gap);
            var again = BeginTurn(tracee, engine);
            want = decide.ReadsMaskAfterQuiesce && !isDetached ? again.Flags : want; // T4: what the callback changed counts (SETEVENTS-16, SETEVENTS-17).
        }

        if ((want & UtraceEvents.StopBit) != 0)
        {
            pass.Action = ResumeAction.Stop; // T5
        }

        if (pass.Event is not UtraceEvents.None && decide.WantsEvent(engine, want, pass.Event))
        {
            pass.IsSpurious = false; // T6
            ReportEvent(tracee, pass, engine);
        }
        else if (decide.IdleTurnEndsReporting)
        {
            EndReporting(tracee);
        }

        if (quiesces && !decide.QuiesceComesFirst(pass.Event))
        {
            ReportQuiesce(tracee, pass, engine, table);
        }
    }

    /// <summary>T1-T3, the mark first: whoever detaches the engine or clears its events after the mask was read sees that its callback may be open.</summary>
    private (UtraceEvents Flags, EngineTable Table) BeginTurn(Tracee tracee, Engine engine)
    {
        var early = decide.MarksTurnBeforeReading ? default((UtraceEvents, EngineTable)?) : InTurn(tracee, () => (engine.Flags, engine.Table));
        InTurn(tracee, () => tracee.Record.Reporting = engine); // T1
        Interlocked.MemoryBarrier();
        ledger.Pause(tracee.Name, PausePoints.T1);
        var read = early ?? InTurn(tracee, () => (engine.Flags, engine.Table)); // T2, T3
        ledger.Pause(tracee.Name, PausePoints.T3);
        return read;
    }

    /// <summary>A step of a turn, under the lock. A fault that needs what the lock would hide does without: then it is the barrier behind the mark that counts.</summary>
    private T InTurn<T>(Tracee tracee, Func<T> step)
    {
        if (decide.TurnsTakeLock)
        {
            return tracee.Record.Lock.Section(tracee.Name, step);
        }

        ledger.Pause(tracee.Name, PausePoints.Lock);
        return step();
    }

    private bool ReportQuiesce(Tracee tracee, ReportPass pass, Engine engine, EngineTable table)
    {
        if (table is not EngineTable.User)
        {
            return ApplyResult(tracee, pass, engine, new ActionWord(ResumeAction.Detach), keepsWord: true); // The stub's report_quiesce.
        }

        if (!engine.Has(Callback.Quiesce))
        {
            EndReporting(tracee);
            return engine.Table is not EngineTable.User;
        }

        var reply = CallBack(tracee, engine, new CallbackInvocation(
            engine.Name, Callback.Quiesce, new ActionWord(decide.ArgumentOf(pass)), decide.EventArgument(pass.Event)));
        return ApplyResult(tracee, pass, engine, reply.Result, keepsWord: decide.QuiesceKeepsWord);
    }

    private void ReportEvent(Tracee tracee, ReportPass pass, Engine engine)
    {
        if (!engine.Has(pass.Callback))
        {
            EndReporting(tracee);
            return;
        }

        var invocation = pass.Event is UtraceEvents.Death
            ? new CallbackInvocation(engine.Name, Callback.Death)
            : new CallbackInvocation(
                engine.Name,
                pass.Callback,
                new ActionWord(decide.ArgumentOf(pass), pass.Word | pass.ExtraBits),
                OriginalCode: pass.OriginalCode,
                Code: decide.ExitCodeArgument(pass));
        var reply = CallBack(tracee, engine, invocation);
        pass.Code = reply.ExitCode ?? pass.Code;
        ApplyResult(tracee, pass, engine, reply.Result, keepsWord: false);
    }

    /// <summary>The callback itself; the fault that holds the lock over it sits here.</summary>
    private CallbackReply CallBack(Tracee tracee, Engine engine, CallbackInvocation invocation)
    {
        if (!decide.HoldsLockDuringCallbacks)
        {
            var reply = Call(tracee.Name, invocation);
            ledger.Pause(tracee.Name, PausePoints.Apply);
            return reply;
        }

        tracee.Record.Lock.Enter(tracee.Name);
        tracee.Record.Lock.HoldOver();
        try
        {
            return Call(tracee.Name, invocation);
        }
        finally
        {
            tracee.Record.Lock.Exit();
        }
    }

    /// <summary>
    /// APPLY: the result takes effect on the engine and on the pass before the callback counts as over,
    /// so that barrier = 0 means that both are done (BARRIER-02). Answers whether the engine is detached.
    /// </summary>
    private bool ApplyResult(Tracee tracee, ReportPass pass, Engine engine, ActionWord result, bool keepsWord)
    {
        if (!keepsWord)
        {
            pass.Word = decide.WordAfter(pass, result); // P1
            pass.IsWordGiven = true;
        }

        if (decide.EndsReportingBeforeApply)
        {
            EndReporting(tracee);
            if (pass.Event is not UtraceEvents.Death)
            {
                pass.Late.Add((engine, result));
                return false;
            }
        }

        if (!decide.AppliesBeforeCallbackIsOver)
        {
            EndReporting(tracee);
            ledger.Pause(tracee.Name, PausePoints.Apply);
        }

        return tracee.Record.Lock.Section(tracee.Name, () =>
        {
            ApplyToEngine(tracee, pass, engine, result.Action);
            if (!decide.EndsReportingBeforeApply && decide.ResultEndsReporting(pass.Event))
            {
                tracee.Record.Reporting = null; // P7
            }

            return engine.Table is not EngineTable.User; // P8
        });
    }

    /// <summary>P2-P6, under the lock.</summary>
    private void ApplyToEngine(Tracee tracee, ReportPass pass, Engine engine, ResumeAction action)
    {
        if (action is ResumeAction.Detach)
        {
            engine.IsDetachedByResult = true;
            if (decide.DetachResultDetaches(pass.Event))
            {
                engine.Table = EngineTable.Stub; // P2
            }
        }

        if (decide.VoidsResultOfDetached(engine, action))
        {
            pass.FoundDetached = true; // P3
            pass.Action = decide.ActionAfterDetach(pass.Action);
            return;
        }

        if (pass.Event is UtraceEvents.Death)
        {
            return; // Only DETACH counts there (DEATH-04).
        }

        if (action is not ResumeAction.Detach)
        {
            pass.Action = decide.Combine(pass.Action, action); // P4
        }

        if (action is ResumeAction.Stop)
        {
            engine.Flags |= UtraceEvents.StopBit; // P6
            tracee.UtraceFlags |= UtraceEvents.StopBit;
        }
        else
        {
            pass.Keep = action < pass.Keep ? action : pass.Keep; // P5: any other result cancels the engine's own stop (STOP-04).
            if (decide.ResultCancelsOwnStop)
            {
                engine.Flags &= ~UtraceEvents.StopBit;
            }
            else if (engine.WantsStop)
            {
                pass.Action = ResumeAction.Stop;
            }
        }
    }

    private static void EndReporting(Tracee tracee) =>
        tracee.Record.Lock.Section(tracee.Name, () => tracee.Record.Reporting = null);

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
        if ((pass.IsSpurious || pass.FoundDetached) && ResetAndRelease(tracee, tracee.Name))
        {
            pass.Action = ResumeAction.Resume;
        }
    }

    private void ApplyLateResults(Tracee tracee, ReportPass pass)
    {
        foreach (var (engine, result) in pass.Late)
        {
            tracee.Record.Lock.Section(tracee.Name, () => ApplyToEngine(tracee, pass, engine, result.Action));
        }

        pass.Late.Clear();
    }
}
