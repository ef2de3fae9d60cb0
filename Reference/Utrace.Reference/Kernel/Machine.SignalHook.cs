using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The signal path (steps 7.2) and its hook (6.10), for SIGKILL and the SIGTRAP of a step.</summary>
internal ref partial struct Machine
{
    private const UtraceEvents AnySignal = UtraceEvents.Signal | UtraceEvents.SignalIgn | UtraceEvents.SignalStop
        | UtraceEvents.SignalTerm | UtraceEvents.SignalCore;

    private bool SignalHook(ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        if (t.Union is UtraceEvents.None)
        {
            return Dequeue(ref t, Rule.S3Dequeue);
        }

        if (t.Res < ResumeAction.Resume || t[ThreadFlags.Pending])
        {
            // Which passes a killed thread still makes on its way is open (Z-10).
            if (t[ThreadFlags.KillPending] && t.Res < ResumeAction.Resume && Otherwise())
            {
                return Dequeue(ref t, Rule.KillFirst);
            }

            return RequestedPass(ref t);
        }

        if (!Intersects(t.Union, AnySignal))
        {
            return Dequeue(ref t, Rule.G5);
        }

        if (t[ThreadFlags.KillPending] || !t[ThreadFlags.TrapPending]
            || !Intersects(t.Union, UtraceEvents.SignalCore | UtraceEvents.Quiesce))
        {
            return Dequeue(ref t, Rule.G6);
        }

        t[ThreadFlags.TrapPending] = false;
        RecomputeSignals(ref t);
        BeginTurns(ref t, HookKind.Signal, UtraceEvents.SignalCore);
        t.Pass[PassFlags.Trap] = true;
        t.Pass.Word = (ushort)SignalAction.Core;
        return Did(Rule.G6Report);
    }

    /// <summary>G1 to G4.</summary>
    private bool RequestedPass(ref ThreadState t)
    {
        var x = t.Res;
        Splice(ref t);
        t.Res = ResumeAction.Resume;
        t[ThreadFlags.CleanUpOnly] = false;
        if (t[ThreadFlags.Sigp])
        {
            RecomputeSignals(ref t);
        }

        if (x > ResumeAction.Report)
        {
            BeginTurns(ref t, HookKind.SignalResume, UtraceEvents.None);
            t.Pass.Act = x;
            t.Pass[PassFlags.Spurious] = false;
            t.Place = ThreadPlace.Fin;
            return Did(Rule.G2);
        }

        if (!WantsPass(t.Union))
        {
            if (AnyMarked(t) && Otherwise())
            {
                // Marked engines may go here as well as in a later pass (DETACH-12).
                BeginTurns(ref t, HookKind.SignalResume, UtraceEvents.None);
                t.Place = ThreadPlace.Fin;
                return Did(Rule.G3CleanUp);
            }

            return Did(Rule.G3);
        }

        BeginTurns(ref t, HookKind.Signal, UtraceEvents.None);
        t.Pass.Word = (ushort)SignalAction.Report;
        return Did(Rule.G4);
    }

    /// <summary>S3 of the signal path, and what is done with a signal that nobody changed.</summary>
    private bool Dequeue(ref ThreadState t, Rule rule)
    {
        if (t[ThreadFlags.KillPending])
        {
            t[ThreadFlags.KillPending] = false;
            RecomputeSignals(ref t);
            BeginExit(ref t, WorldProgram.CodeOfKill, group: true);
            return Did(rule is Rule.KillFirst ? rule : Rule.S4Kill);
        }

        if (t[ThreadFlags.TrapPending])
        {
            t[ThreadFlags.TrapPending] = false;
            RecomputeSignals(ref t);
            BeginExit(ref t, WorldProgram.CodeOfTrap, group: true);
            return Did(Rule.S6Trap);
        }

        RecomputeSignals(ref t);
        t.Place = ThreadPlace.User;
        return Did(rule);
    }

    /// <summary>G7: one callback at most, report_signal if the table has it.</summary>
    private bool SignalTurn(ref ThreadState t, int e)
    {
        var program = _program.Engines[e];
        if (!Intersects(t.Pass.Want, t.Pass.Event | UtraceEvents.Quiesce)
            || !(program.Has(Callback.Signal) || program.Has(Callback.Quiesce)))
        {
            var stops = Has(Fix.F04) && Intersects(t.Pass.Want, UtraceEvents.StopBit);
            if (stops)
            {
                t.Pass.Act = ResumeAction.Stop;
            }

            EndTurn(ref t);
            return Did(stops ? Rule.G7Stop : Rule.T6Nothing);
        }

        t.Pass[PassFlags.Spurious] = false;
        t.Pass[PassFlags.Quiesce] = !program.Has(Callback.Signal);
        t.Place = ThreadPlace.CallbackBegin;
        return Did(Rule.G7);
    }

    /// <summary>G8.</summary>
    private bool SignalTurnsOver(ref ThreadState t)
    {
        var trap = t.Pass[PassFlags.Trap];
        var action = (SignalAction)(t.Pass.Word & 0xf0);

        // DELIVER of a SIGTRAP is its default disposition, core; in a pass without a signal there is nothing to deliver.
        var delivers = action is SignalAction.Term or SignalAction.Core || (trap && action is SignalAction.Deliver);
        if (!delivers)
        {
            t.Place = ThreadPlace.Fin;
            return Did(Rule.G8Nothing);
        }

        t.Place = ThreadPlace.PassReset;
        var x = PassResult(t);
        if (x < t.Res)
        {
            Request(ref t, x);
        }

        return Did(Rule.G8Deliver);
    }

    /// <summary>After END of a pass that delivers: the only signal here that can be delivered is fatal.</summary>
    private void SignalDeliver(ref ThreadState t) => BeginExit(ref t, WorldProgram.CodeOfTrap, group: true);

    /// <summary>After FINRES of a pass with nothing to deliver.</summary>
    private bool SignalOver(ref ThreadState t)
    {
        if (t.Pass[PassFlags.Trap] && (t.Pass.Word & (int)SignalAction.Hold) != 0)
        {
            t.Flags |= ThreadFlags.TrapPending | ThreadFlags.Sigp;
        }

        LeavePass(ref t, ThreadPlace.SignalHook);
        if (t[ThreadFlags.KillPending])
        {
            return Dequeue(ref t, Rule.S4Kill);
        }

        return Did(Rule.G8Again);
    }
}
