using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters.Threaded;

/// <summary>One engine's turn in a pass (steps 6.6, T1-T6).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>One engine's turn, T1-T6.</summary>
    private void TakeTurn(Tracee tracee, ReportPass pass, Engine engine)
    {
        var (want, table) = BeginTurn(tracee, engine);
        pass.Before = pass.Action;
        var quiesces = decide.QuiescesForEvent(want, pass.Event) || table is not EngineTable.User;
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
            var again = BeginTurn(tracee, engine, decide.MarksTurnAgain);
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
    /// <param name="tracee">The thread.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="marks">T1 is made; only a fault leaves it out.</param>
    private (UtraceEvents Flags, EngineTable Table) BeginTurn(Tracee tracee, Engine engine, bool marks = true)
    {
        var early = decide.MarksTurnBeforeReading ? default((UtraceEvents, EngineTable)?) : InTurn(tracee, () => (engine.Flags, engine.Table));
        if (marks)
        {
            InTurn(tracee, () => tracee.Record.Reporting = engine); // T1
        }

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
        pass.StoppedByQuiesce = reply.Result.Action is ResumeAction.Stop ? engine : null;
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
                Code: decide.ExitCodeArgument(pass))
            {
                CloneKind = pass.CloneKind,
                Child = pass.Child,
                Type = pass.Type,
                Notify = pass.Notify,
            };
        var reply = CallBack(tracee, engine, invocation);
        pass.Code = reply.ExitCode ?? pass.Code;
        ApplyResult(tracee, pass, engine, reply.Result, keepsWord: false);
    }

    /// <summary>The callback itself; the fault that holds the lock over it sits here.</summary>
    private CallbackReply CallBack(Tracee tracee, Engine engine, CallbackInvocation invocation)
    {
        if (decide.NotesWhichCallbackIsOpen)
        {
            tracee.Record.Lock.Section(tracee.Name, () => tracee.Record.OpenFor = EventsOf(invocation));
        }

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

    /// <summary>The events whose removal disables the callback.</summary>
    private static UtraceEvents EventsOf(CallbackInvocation invocation) => invocation.Callback switch
    {
        Callback.Quiesce => UtraceEvents.Quiesce | invocation.Event,
        Callback.Signal => UtraceEvents.Quiesce | SignalKind.AllEvents,
        Callback.Exec => UtraceEvents.Exec,
        Callback.SyscallEntry => UtraceEvents.SyscallEntry,
        Callback.SyscallExit => UtraceEvents.SyscallExit,
        Callback.Exit => UtraceEvents.Exit,
        Callback.Clone => UtraceEvents.Clone,
        Callback.Jctl => UtraceEvents.Jctl,
        _ => ~UtraceEvents.None,
    };
}
