using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The signal path (steps 7.2) and the start of its hook (6.10). Without signals of a scenario there is SIGKILL and the SIGTRAP of a step.</summary>
internal ref partial struct Machine
{
    private const UtraceEvents AnySignal = UtraceEvents.Signal | UtraceEvents.SignalIgn | UtraceEvents.SignalStop
        | UtraceEvents.SignalTerm | UtraceEvents.SignalCore;

    private bool SignalHook(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        if (_program.Signals && Job(GroupOf(c)).Note is not JctlType.None)
        {
            t.Place = ThreadPlace.NoteHook;
            return Did(Rule.TakeNote);
        }

        if (t.Union is UtraceEvents.None)
        {
            return Dequeue(c, ref t, Rule.S3Dequeue);
        }

        if (t.Res < ResumeAction.Resume || t[ThreadFlags.Pending] || (_program.Signals && Signals(c)[SignalFlags.HandlerBuilt]))
        {
            // Which passes a killed thread still makes on its way is open (Z-10).
            if (t[ThreadFlags.KillPending] && t.Res < ResumeAction.Resume && Otherwise())
            {
                return Dequeue(c, ref t, Rule.KillFirst);
            }

            return RequestedPass(c, ref t);
        }

        if (!Intersects(t.Union, AnySignal) || MustJoin(c))
        {
            return Dequeue(c, ref t, Rule.G5);
        }

        if (t[ThreadFlags.KillPending] || NextSignal(c, t) is not { } signal || !IsReported(c, t, signal))
        {
            return Dequeue(c, ref t, Rule.G6);
        }

        Take(c, ref t, signal);
        RecomputeSignals(ref t);
        var disposition = DispositionOf(c, signal);
        BeginTurns(ref t, HookKind.Signal, EventOf(signal, disposition));
        t.Pass.Word = (ushort)ActionOf(signal, disposition);
        if (_program.Signals)
        {
            ref var mine = ref Signals(c);
            mine.Info = signal;
            mine.Original = (byte)(disposition + 1);
            mine.Returned = disposition;
        }
        else
        {
            t.Pass[PassFlags.Trap] = true;
        }

        return Did(Rule.G6Report);
    }

    /// <summary>The signal that is taken next: the trap of a step, then the lowest that is not blocked, the thread's own before its group's.</summary>
    private readonly SignalNumber? NextSignal(int c, in ThreadState t)
    {
        if (t[ThreadFlags.TrapPending])
        {
            return SignalNumber.SIGTRAP;
        }

        if (!_program.Signals)
        {
            return null;
        }

        ref var mine = ref Signals(c);
        var due = mine.Pending & ~mine.Blocked;
        due = due != 0 ? due : Job(GroupOf(c)).Pending & ~mine.Blocked;
        return due == 0 ? null : (SignalNumber)System.Numerics.BitOperations.TrailingZeroCount(due);
    }

    private void Take(int c, ref ThreadState t, SignalNumber signal)
    {
        if (t[ThreadFlags.TrapPending])
        {
            t[ThreadFlags.TrapPending] = false;
            return;
        }

        var bit = 1u << (int)signal;
        ref var mine = ref Signals(c);
        ref var job = ref Job(GroupOf(c));
        if ((mine.Pending & bit) != 0)
        {
            mine.Pending &= ~bit;
        }
        else
        {
            job.Pending &= ~bit;
        }

        job.StopDequeued |= SignalSet.Stops.Has(signal);
    }

    private readonly Disposition DispositionOf(int c, SignalNumber signal) => _program.Signals ? Job(GroupOf(c)).Of(signal) : Disposition.Default;

    /// <summary>Whether there is a pass for the signal: the union has its kind or QUIESCE. Where only the union still asks, it need not be (QUIESCE-02).</summary>
    private readonly bool IsReported(int c, in ThreadState t, SignalNumber signal)
    {
        var events = EventOf(signal, DispositionOf(c, signal)) | UtraceEvents.Quiesce;
        if (!Intersects(t.Union, events))
        {
            return false;
        }

        var wanted = UtraceEvents.None;
        for (var rest = t.Attached | t.Waiting; rest != 0; rest &= rest - 1)
        {
            ref var engine = ref Engine(System.Numerics.BitOperations.TrailingZeroCount(rest));
            wanted |= engine.Ops is OpsKind.Table ? engine.Events : UtraceEvents.None;
        }

        return !_program.Signals || (Intersects(wanted, AnySignal) && Intersects(wanted, events)) || !Otherwise();
    }

    private static UtraceEvents EventOf(SignalNumber signal, Disposition disposition) => disposition switch
    {
        Disposition.Handler => UtraceEvents.Signal,
        Disposition.Ignore => UtraceEvents.SignalIgn,
        _ when SignalSet.IgnoredByDefault.Has(signal) => UtraceEvents.SignalIgn,
        _ when SignalSet.Stops.Has(signal) => UtraceEvents.SignalStop,
        _ when SignalSet.Cores.Has(signal) => UtraceEvents.SignalCore,
        _ => UtraceEvents.SignalTerm,
    };

    /// <summary>What normal delivery does, as the action argument says it.</summary>
    private static SignalAction ActionOf(SignalNumber signal, Disposition disposition) => EventOf(signal, disposition) switch
    {
        UtraceEvents.Signal => SignalAction.Deliver,
        UtraceEvents.SignalIgn => SignalAction.Ign,
        UtraceEvents.SignalStop => signal is SignalNumber.SIGSTOP ? SignalAction.Stop : SignalAction.Tstp,
        UtraceEvents.SignalCore => SignalAction.Core,
        _ => SignalAction.Term,
    };

    /// <summary>G1 to G4.</summary>
    private bool RequestedPass(int c, ref ThreadState t)
    {
        var x = t.Res;
        var word = SignalAction.Report;
        Splice(ref t);
        t.Res = ResumeAction.Resume;
        t[ThreadFlags.CleanUpOnly] = false;
        if (_program.Signals && Signals(c)[SignalFlags.HandlerBuilt])
        {
            Signals(c)[SignalFlags.HandlerBuilt] = false;
            word = SignalAction.Handler;
        }

        if (t[ThreadFlags.Sigp])
        {
            RecomputeSignals(ref t);
        }

        if (x > ResumeAction.Report)
        {
            ForgetInfo(c);
            BeginTurns(ref t, HookKind.SignalResume, UtraceEvents.None);
            t.Pass.Act = x;
            t.Pass[PassFlags.Spurious] = false;
            t.Place = ThreadPlace.Fin;
            return Did(Rule.G2);
        }

        if (!WantsPass(t.Union))
        {
            ForgetInfo(c);
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
        t.Pass.Word = (ushort)word;
        return Did(word is SignalAction.Handler ? Rule.G4Handler : Rule.G4);
    }

    private readonly void ForgetInfo(int c)
    {
        if (_program.Signals)
        {
            ref var mine = ref Signals(c);
            (mine.Info, mine.Original, mine.Returned) = (SignalNumber.None, 0, Disposition.Default);
        }
    }

    /// <summary>S2 to S4: a kill, a group stop to join, then a signal that nobody is told of.</summary>
    private bool Dequeue(int c, ref ThreadState t, Rule rule)
    {
        ForgetInfo(c);
        if (t[ThreadFlags.KillPending])
        {
            t[ThreadFlags.KillPending] = false;
            RecomputeSignals(ref t);
            BeginExit(ref t, WorldProgram.CodeOfKill, group: true);
            return Did(rule is Rule.KillFirst ? rule : Rule.S4Kill);
        }

        if (MustJoin(c))
        {
            BeginStop(ref t);
            return Did(Rule.S2Join);
        }

        if (NextSignal(c, t) is { } signal)
        {
            Take(c, ref t, signal);
            RecomputeSignals(ref t);
            return Did(CarryOut(c, ref t, signal, ActionOf(signal, DispositionOf(c, signal))));
        }

        RecomputeSignals(ref t);
        t.Place = ThreadPlace.User;
        return Did(rule);
    }

    /// <summary>S4 to S6: does what an action says with a signal.</summary>
    private Rule CarryOut(int c, ref ThreadState t, SignalNumber signal, SignalAction action)
    {
        ForgetInfo(c);
        switch (action)
        {
            case SignalAction.Deliver:
                LeavePass(ref t, ThreadPlace.User);
                BuildFrame(ref t, signal);
                return Rule.S4Handler;
            case SignalAction.Ign:
                LeavePass(ref t, ThreadPlace.SignalHook);
                return Rule.S4Ignored;
            case SignalAction.Stop or SignalAction.Tstp:
                var waits = action is SignalAction.Tstp && (t.Hook is not HookKind.None || HasSiblings(c));
                LeavePass(ref t, ThreadPlace.SignalHook);
                if (action is SignalAction.Tstp && IsOrphaned(GroupOf(c)))
                {
                    return Rule.S4Orphaned;
                }

                if (waits)
                {
                    t.Place = ThreadPlace.StopBegin;
                    return Rule.S4Orphans;
                }

                StopGroup(c, ref t);
                return Rule.S4Stop;
            default:
                BeginExit(ref t, signal is SignalNumber.None ? WorldProgram.CodeOfTrap : _program.CodeOf(signal), group: true);
                return Rule.S6Trap;
        }
    }
}
