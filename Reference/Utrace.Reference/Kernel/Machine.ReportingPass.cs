using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>One reporting pass (steps 6.6): its start, the engines' turns, the results, its end.</summary>
internal ref partial struct Machine
{
    /// <summary>A plain event hook: the test of the union and the start of the pass are one step, since nothing that happens between them could not happen before.</summary>
    private bool EventHook(ref ThreadState t, HookKind hook, UtraceEvents @event, Rule rule, ThreadPlace otherwise)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        if (!Intersects(t.Union, @event))
        {
            t.Place = otherwise;
            return Did(Rule.HookNotWanted);
        }

        PassStart(ref t, hook, @event);
        return Did(rule);
    }

    /// <summary>PS; answers x. Starts the turns.</summary>
    private static ResumeAction PassStart(ref ThreadState t, HookKind hook, UtraceEvents @event)
    {
        var x = TakeRequest(ref t);
        BeginTurns(ref t, hook, @event);
        return x;
    }

    private static ResumeAction TakeRequest(ref ThreadState t)
    {
        var x = t.Res;
        if (t[ThreadFlags.Pending] || x is ResumeAction.Report or ResumeAction.SingleStep or ResumeAction.BlockStep)
        {
            Splice(ref t);
            if (x > ResumeAction.Interrupt)
            {
                t.Res = ResumeAction.Resume;
                t[ThreadFlags.CleanUpOnly] = false;
            }
        }

        return x;
    }

    private static void BeginTurns(ref ThreadState t, HookKind hook, UtraceEvents @event)
    {
        t.Hook = hook;
        t.Pass = new PassRecord { Event = @event, Act = ResumeAction.Resume, Keep = ResumeAction.Resume, Flags = PassFlags.Spurious };
        t.Place = ThreadPlace.TurnMark;
    }

    private static void Splice(ref ThreadState t)
    {
        t.Attached |= t.Waiting;
        t.Waiting = 0;
        t[ThreadFlags.Pending] = false;
    }

    private static void LeavePass(ref ThreadState t, ThreadPlace place)
    {
        t.Pass = default;
        t.Hook = HookKind.None;
        t.Then = default;
        t.Place = place;
    }

    private readonly int NextTurn(in ThreadState t)
    {
        var reverse = t.Hook is HookKind.SyscallEntry;
        var best = -1;
        for (var rest = t.Attached; rest != 0; rest &= rest - 1)
        {
            var e = System.Numerics.BitOperations.TrailingZeroCount(rest);
            var sequence = Engine(e).Sequence;
            if (t.Pass.Turn != 0)
            {
                var last = Engine(t.Pass.Turn - 1).Sequence;
                if (reverse ? sequence >= last : sequence <= last)
                {
                    continue;
                }
            }

            if (best < 0 || (reverse ? sequence > Engine(best).Sequence : sequence < Engine(best).Sequence))
            {
                best = e;
            }
        }

        return best;
    }

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
                EndTurn(ref t);
                return Did(Rule.T3Stub);
            }

            if (Intersects(engine.Events, t.Pass.Event))
            {
                Break(Breach.StubCalled, e);
            }

            EndTurn(ref t);
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

        EndTurn(ref t);
        return Did(rule);
    }

    private static void EndTurn(ref ThreadState t)
    {
        t.Reporting = 0;
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

    /// <summary>
    /// P1 to P6 in one step: between them only this engine's stop bit and table can change, and each such change has the same effect before or after.
    /// P7 is a step of its own: what happens between them sees the result applied and the mark still set (BARRIER-02).
    /// </summary>
    private bool Apply(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        var e = t.Pass.Turn - 1;
        ref var engine = ref Engine(e);
        var action = t.Pass.Returned;
        var bits = t.Pass.ReturnedBits;
        t.Pass.Returned = default;
        t.Pass.ReturnedBits = 0;
        engine.Ghosts &= ~EngineGhosts.Open;
        t.Place = ThreadPlace.Unmark;
        var signal = t.Hook is HookKind.Signal;
        if (!t.Pass[PassFlags.Quiesce] || (!signal && !Has(Fix.F07)))
        {
            t.Pass.Word = bits;
        }

        if (action is ResumeAction.Detach)
        {
            engine.Ops = OpsKind.Stub;
        }

        if (engine.Ops is OpsKind.Stub)
        {
            t.Pass[PassFlags.Detached] = true;
            return Did(action is ResumeAction.Detach ? Rule.P2 : Rule.P3);
        }

        if (t.Hook is HookKind.Death)
        {
            return Did(Rule.DeathResult);
        }

        var kept = action;
        if (signal && action is ResumeAction.Report or ResumeAction.Interrupt)
        {
            // Dropped where nobody stops; another engine's stop does not lose it (Z-08).
            action = ResumeAction.Resume;
            kept = Has(Fix.Z08) ? kept : action;
        }

        t.Pass.Act = Min(t.Pass.Act, action);
        if (action is not ResumeAction.Stop)
        {
            t.Pass.Keep = Min(t.Pass.Keep, kept);
            engine.Events &= ~UtraceEvents.StopBit;
            return Did(Rule.P5);
        }

        engine.Events |= UtraceEvents.StopBit;
        t.Union |= UtraceEvents.StopBit;
        return Did(Rule.P6);
    }

    private static ResumeAction Min(ResumeAction a, ResumeAction b) => a < b ? a : b;

    /// <summary>P7 and P8; whether a specific callback may follow.</summary>
    private bool Unmark(ref ThreadState t)
    {
        var e = t.Pass.Turn - 1;
        var afterQuiesce = t.Pass[PassFlags.Quiesce] && t.Hook is not HookKind.Signal;
        var detached = Engine(e).Ops is OpsKind.Stub;
        var shortcut = _program.VariantB && t.Pass.Event is UtraceEvents.None;
        var before = t.Pass.Before;
        EndTurn(ref t);
        if (afterQuiesce && !detached)
        {
            if (shortcut)
            {
                t.Pass[PassFlags.Spurious] = false;
            }
            else
            {
                t.Pass.Before = before;
                t.Place = ThreadPlace.TurnRemark;
            }
        }

        return Did(Rule.P7);
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

    /// <summary>No engine is left.</summary>
    private bool TurnsOver(int c, ref ThreadState t)
    {
        t.Pass.Turn = 0;
        switch (t.Hook)
        {
            case HookKind.Notify:
                t.Place = ThreadPlace.Fin;
                return Did(Rule.TurnsOver);
            case HookKind.Signal:
                return SignalTurnsOver(ref t);
            case HookKind.Death:
                t.Place = ThreadPlace.DeathEnd;
                return Did(Rule.TurnsOver);
            default:
                return PassEnd(c, ref t);
        }
    }

    /// <summary>END: N2 to N4. Under FIX17 they are one step: the comparison is made under the lock.</summary>
    private bool PassEnd(int c, ref ThreadState t)
    {
        if (Has(Fix.F17))
        {
            return RecordAndReset(c, ref t);
        }

        var stronger = PassResult(t) < t.Res;
        t.Place = stronger ? ThreadPlace.PassRecord : ThreadPlace.PassReset;
        return Did(Rule.N2);
    }

    private static ResumeAction PassResult(in ThreadState t)
    {
        var mayStop = t.Hook is HookKind.SyscallEntry;
        return t.Pass.Act is not ResumeAction.Stop ? t.Pass.Act : mayStop ? ResumeAction.Resume : ResumeAction.Report;
    }

    private bool RecordAndReset(int c, ref ThreadState t)
    {
        var x = PassResult(t);
        if (x < t.Res)
        {
            Request(ref t, x);
        }

        var rule = t.Pass[PassFlags.Spurious] || t.Pass[PassFlags.Detached] ? Rule.N4 : Rule.N3;
        AfterRecord(c, ref t);
        return Did(rule);
    }

    private bool PassRecordStep(ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        Request(ref t, PassResult(t));
        t.Place = ThreadPlace.PassReset;
        return Did(Rule.N3);
    }

    private bool PassReset(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        AfterRecord(c, ref t);
        return Did(Rule.N4);
    }

    private void AfterRecord(int c, ref ThreadState t)
    {
        if (t.Pass[PassFlags.Spurious] || t.Pass[PassFlags.Detached])
        {
            ResetOwn(c, ref t);
        }

        if (Context(c).Outer.List != 0)
        {
            t.Then = ThreadPlace.PassOver;
            t.Place = ThreadPlace.Drop;
        }
        else
        {
            PassOver(ref t);
        }
    }

    /// <summary>Sets the request and the flag that carries it out before user mode.</summary>
    private static void Request(ref ThreadState t, ResumeAction x)
    {
        t.Res = x;
        t[ThreadFlags.CleanUpOnly] = false;
        t.Flags |= x is ResumeAction.Interrupt ? ThreadFlags.Sigp : ThreadFlags.Nres;
    }

    /// <summary>Where a hook goes when its pass is over.</summary>
    private void PassOver(ref ThreadState t)
    {
        var stops = t.Pass.Act is ResumeAction.Stop;
        switch (t.Hook)
        {
            case HookKind.Exec:
                LeavePass(ref t, ThreadPlace.ExecDone);
                break;
            case HookKind.SyscallExit:
                LeavePass(ref t, ThreadPlace.SyscallDone);
                break;
            case HookKind.SyscallEntry when !stops:
                SyscallEntryOut(ref t, killed: false);
                break;
            case HookKind.Exit when !stops:
                LeavePass(ref t, ThreadPlace.Zombie);
                break;
            case HookKind.Signal:
                SignalDeliver(ref t);
                break;
            default:
                KeepForStop(ref t);
                break;
        }
    }
}
