using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>A signal pass (steps 6.10): its turns, and what is done with its result.</summary>
internal ref partial struct Machine
{
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

            BeginIdle(ref t);
            return Did(stops ? Rule.G7Stop : Rule.T6Nothing);
        }

        t.Pass[PassFlags.Spurious] = false;
        t.Pass[PassFlags.Quiesce] = !program.Has(Callback.Signal);
        t.Place = ThreadPlace.CallbackBegin;
        return Did(Rule.G7);
    }

    /// <summary>G8.</summary>
    private bool SignalTurnsOver(int c, ref ThreadState t)
    {
        if (Carried(c, t) is SignalAction.Ign)
        {
            t.Place = ThreadPlace.Fin;
            return Did(Rule.G8Nothing);
        }

        if (Carried(c, t) is SignalAction.Deliver && t.Pass.Act is not ResumeAction.Resume)
        {
            // A handler is going to run: whoever asked for anything looks again before it does (SIGNAL-09).
            t.Pass.Act = ResumeAction.Interrupt;
        }

        t.Place = ThreadPlace.PassReset;
        var x = PassResult(t);
        if (x < t.Res)
        {
            Request(ref t, x);
        }

        return Did(Rule.G8Deliver);
    }

    /// <summary>What the result of the pass comes to; IGN where there is nothing to deliver. DELIVER goes by return_ka.</summary>
    private readonly SignalAction Carried(int c, in ThreadState t)
    {
        var action = (SignalAction)(t.Pass.Word & 0xf0);
        var trap = t.Pass[PassFlags.Trap];
        var (info, returned) = _program.Signals ? (Signals(c).Info, Signals(c).Returned) : (trap ? SignalNumber.SIGTRAP : SignalNumber.None, Disposition.Default);
        return action switch
        {
            SignalAction.Term or SignalAction.Core or SignalAction.Ign => action,
            _ when info is SignalNumber.None => SignalAction.Ign,
            SignalAction.Deliver => ActionOf(info, returned),
            SignalAction.Stop or SignalAction.Tstp => action,
            _ => SignalAction.Ign,
        };
    }

    private readonly SignalNumber InfoOf(int c, in ThreadState t) =>
        _program.Signals ? Signals(c).Info : t.Pass[PassFlags.Trap] ? SignalNumber.SIGTRAP : SignalNumber.None;

    /// <summary>After END of a pass that delivers. HOLD is beside what is done now (SIGNAL-10).</summary>
    private void SignalDeliver(int c, ref ThreadState t)
    {
        var action = Carried(c, t);
        var info = InfoOf(c, t);
        if (_program.Signals)
        {
            PushBack(c, ref t, info);
            // Not for a stop signal that was dequeued as one: a continue since then has cancelled it (SIGNAL-22).
            Job(GroupOf(c)).StopDequeued |= action is SignalAction.Stop or SignalAction.Tstp && !(Has(Fix.StopDequeued) && t.Pass.Event is UtraceEvents.SignalStop);
        }

        CarryOut(c, ref t, info, action);
    }

    private readonly void PushBack(int c, ref ThreadState t, SignalNumber info)
    {
        if ((t.Pass.Word & (int)SignalAction.Hold) == 0 || info is SignalNumber.None)
        {
            return;
        }

        if (_program.Signals)
        {
            Signals(c).Pending |= 1u << (int)info;
        }
        else
        {
            t[ThreadFlags.TrapPending] = true;
        }

        RecomputeSignals(ref t);
    }

    /// <summary>After FINRES of a pass with nothing to deliver.</summary>
    private bool SignalOver(int c, ref ThreadState t, bool stopped)
    {
        var held = (t.Pass.Word & (int)SignalAction.Hold) != 0;
        PushBack(c, ref t, InfoOf(c, t));
        LeavePass(ref t, ThreadPlace.SignalHook);
        if (!stopped || held || t.Res > ResumeAction.Report)
        {
            ForgetInfo(c);
        }
        else if (_program.Signals)
        {
            // Parked, unless HOLD has put it back: the pass that answers the request behind the stop finds the number in info (SIGNAL-11).
            ref var mine = ref Signals(c);
            (mine.Original, mine.Returned) = (0, Disposition.Default);
        }

        if (t[ThreadFlags.KillPending])
        {
            return Dequeue(c, ref t, Rule.S4Kill);
        }

        return Did(Rule.G8Again);
    }
}
