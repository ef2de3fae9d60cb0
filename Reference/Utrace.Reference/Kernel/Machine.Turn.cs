using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>An engine's turn in a pass (steps 6.6, T).</summary>
internal ref partial struct Machine
{
    /// <summary>T1, or the end of the turns.</summary>
    private bool TurnMark(int c, ref ThreadState t)
    {
        var e = NextTurn(t);
        if (e < 0)
        {
            return t.Lock == 0 && TurnsOver(c, ref t);
        }

        t.Pass.Turn = (byte)(e + 1);
        t.Reporting = (byte)(e + 1);
        t.Place = ThreadPlace.TurnRead;
        return Did(Rule.T1);
    }

    /// <summary>
    /// T2 and T3 in one step: a mask and a table read at the same time are a pair that reading one after the other gives too, and the
    /// pairs that only separate reads give differ in nothing that T does with them.
    /// </summary>
    private bool TurnRead(ref ThreadState t)
    {
        var e = t.Pass.Turn - 1;
        ref var engine = ref Engine(e);
        t.Pass.Want = engine.Events;
        t.Pass.Before = t.Pass.Act;
        if (engine.Ops is OpsKind.Stub)
        {
            var noticed = Has(Fix.Stub) || _program.VariantB || Intersects(engine.Events, UtraceEvents.Quiesce);
            if (noticed)
            {
                t.Pass[PassFlags.Detached] = true;
                BeginIdle(ref t);
                return Did(Rule.T3Stub);
            }

            if (Intersects(engine.Events, t.Pass.Event))
            {
                Break(Breach.StubCalled, e);
            }

            BeginIdle(ref t);
            return Did(Rule.T6Nothing);
        }

        if (t.Hook is HookKind.Signal)
        {
            return SignalTurn(ref t, e);
        }

        if (Intersects(t.Pass.Want, UtraceEvents.Quiesce) && _program.Engines[e].Has(Callback.Quiesce))
        {
            t.Pass[PassFlags.Quiesce] = true;
            t.Place = ThreadPlace.CallbackBegin;
            return Did(Rule.T4);
        }

        return SpecificTurn(ref t, e, mayLeaveStop: false);
    }

    /// <summary>T5 and T6.</summary>
    private bool SpecificTurn(ref ThreadState t, int e, bool mayLeaveStop)
    {
        var rule = Rule.T6Nothing;
        if (Intersects(t.Pass.Want, UtraceEvents.StopBit))
        {
            // A request that came after the quiesce callback's result: stop at once, or make another pass first (STOP-03, Open).
            if (!(mayLeaveStop && Otherwise()))
            {
                t.Pass.Act = ResumeAction.Stop;
                rule = Rule.T5;
            }
            else
            {
                rule = Rule.T5Later;
            }
        }

        if (Intersects(t.Pass.Want, t.Pass.Event))
        {
            t.Pass[PassFlags.Spurious] = false;
            if (_program.Engines[e].Has(SpecificCallback(t.Pass.Event)))
            {
                t.Place = ThreadPlace.CallbackBegin;
                return Did(Rule.T6);
            }
        }

        BeginIdle(ref t);
        return Did(rule);
    }

    /// <summary>
    /// T6 of a turn that makes no callback: the mark goes in a step of its own, so that who clears events or detaches may be told to wait for a callback that is
    /// not made (SETEVENTS-06, DETACH-02). Where nobody can tell, the turn ends at once.
    /// </summary>
    private readonly void BeginIdle(ref ThreadState t)
    {
        var e = t.Pass.Turn - 1;
        var said = t.Pass[PassFlags.SaidInProgress];
        EndTurn(ref t);
        if (t.Exit is ExitState.Alive && _program.IdleTurns.Shows(e))
        {
            t.Reporting = (byte)(e + 1);
            t.Pass[PassFlags.SaidInProgress] = said;
            t.Place = ThreadPlace.TurnIdle;
        }
    }

    private bool TurnIdle(ref ThreadState t)
    {
        EndTurn(ref t);
        return Did(Rule.T6Unmark);
    }

    private static void EndTurn(ref ThreadState t)
    {
        t.Reporting = 0;
        t.Pass[PassFlags.SaidInProgress] = false;
        t.Pass.Want = UtraceEvents.None;
        t.Pass.Before = default;
        t.Pass[PassFlags.Quiesce] = false;
        t.Place = ThreadPlace.TurnMark;
    }

    private static Callback SpecificCallback(UtraceEvents @event) => @event switch
    {
        UtraceEvents.Exec => Callback.Exec,
        UtraceEvents.SyscallEntry => Callback.SyscallEntry,
        UtraceEvents.SyscallExit => Callback.SyscallExit,
        UtraceEvents.Exit => Callback.Exit,
        UtraceEvents.Death => Callback.Death,
        UtraceEvents.Clone => Callback.Clone,
        UtraceEvents.Jctl => Callback.Jctl,
        _ => Callback.Signal,
    };

    private bool PassCallbackBegin(int c, ref ThreadState t)
    {
        var e = t.Pass.Turn - 1;
        var kind = t.Pass[PassFlags.Quiesce] ? Callback.Quiesce
            : t.Hook is HookKind.Signal ? Callback.Signal
            : SpecificCallback(t.Pass.Event);
        uint bits = kind switch
        {
            Callback.SyscallEntry => t.Pass.Word | (t.Pass[PassFlags.Resumed] ? (uint)SyscallAction.Resumed : 0),
            Callback.Signal => t.Pass.Word,
            _ => 0,
        };
        t.Place = ThreadPlace.Apply;

        // Whether the engine's own pending stop and its own quiesce result are in its argument is open (Z-06).
        var own = t.Pass.Before != t.Pass.Act && kind is not Callback.Death && Otherwise();
        var word = kind is Callback.Death ? default : new ActionWord(own ? t.Pass.Before : t.Pass.Act, bits);
        BeginCallback(c, e, kind, word, t.Pass.Event);
        return !own || Did(Rule.CallbackOwn);
    }

    private bool TurnRemark(ref ThreadState t)
    {
        t.Reporting = t.Pass.Turn;
        t.Place = ThreadPlace.TurnReread;
        return Did(Rule.T4Gap);
    }

    private bool TurnReread(ref ThreadState t)
    {
        var e = t.Pass.Turn - 1;
        t.Pass.Want = Engine(e).Events;
        return SpecificTurn(ref t, e, t.Pass.Event is UtraceEvents.None);
    }
}
