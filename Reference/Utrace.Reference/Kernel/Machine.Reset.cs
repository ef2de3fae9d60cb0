using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>RESET (steps 6.2).</summary>
internal ref partial struct Machine
{
    /// <summary>R1 to R5: answers the union that R6 stores; the engines to drop go to the private list. Says whether it woke the thread.</summary>
    private readonly UtraceEvents ResetList(ref ThreadState t, ref CallFrame frame, out bool woke)
    {
        Splice(ref t);
        var union = UtraceEvents.None;
        for (var rest = t.Attached; rest != 0; rest &= rest - 1)
        {
            var e = System.Numerics.BitOperations.TrailingZeroCount(rest);
            ref var engine = ref Engine(e);
            if (engine.Ops is OpsKind.Stub)
            {
                engine.Ops = OpsKind.Nil;
                engine.Events = UtraceEvents.None;
                frame.List |= 1ul << e;
                t.Attached &= ~(1ul << e);
            }
            else
            {
                union |= (engine.Events & ~StickyBit) | UtraceEvents.Reap;
            }
        }

        if (t.Exit is not ExitState.Alive)
        {
            var due = Has(Fix.F08) && !t[ThreadFlags.DeathOver];
            union &= due ? UtraceEvents.Reap | UtraceEvents.Death | UtraceEvents.Quiesce : UtraceEvents.Reap;
        }
        else if (!Intersects(union, UtraceEvents.SyscallEntry | UtraceEvents.SyscallExit))
        {
            t[ThreadFlags.Systr] = false;
        }

        if (union is UtraceEvents.None)
        {
            t.Res = ResumeAction.Resume;
            t[ThreadFlags.CleanUpOnly] = false;
            if (_program.Signals)
            {
                Signals(IndexOf(ref t))[SignalFlags.HandlerBuilt] = false;
            }
        }

        woke = t.State is RunState.Tstop && !Intersects(union, UtraceEvents.StopBit);
        if (woke)
        {
            if (t.Res is ResumeAction.Resume)
            {
                t[ThreadFlags.Step] = false;
            }

            t.State = _program.Signals && IsJobStopped(GroupOf(IndexOf(ref t))) && !t[ThreadFlags.KillPending] ? RunState.Jstop : RunState.Run;
        }

        return union;
    }

    /// <summary>
    /// RESET by the thread itself, up to R7: nobody else reads its union unlocked, so one step. The drops of R8 are left in its outer frame.
    /// Says whether it kept events that no engine wants any more: when a union loses them is nobody's promise (QUIESCE-02).
    /// </summary>
    private readonly bool ResetOwn(int c, ref ThreadState t, bool mayKeep)
    {
        var traced = t[ThreadFlags.Systr];
        var union = ResetList(ref t, ref Context(c).Outer, out _);
        var stale = t.Union & ~union & ~UtraceEvents.StopBit;
        var keeps = mayKeep && stale is not UtraceEvents.None && union is not UtraceEvents.None && Otherwise();
        t.Union = keeps ? union | stale : union;
        t[ThreadFlags.Systr] = keeps ? traced : t[ThreadFlags.Systr];
        if (union is UtraceEvents.None)
        {
            t.Pass.Act = ResumeAction.Resume;
        }

        return keeps;
    }

    /// <summary>RESET by another context inside its critical section; R6 is a step of its own where R5 woke the thread.</summary>
    private readonly void ResetOther(int c, ref ThreadState t, ref CallFrame frame)
    {
        var union = ResetList(ref t, ref frame, out var woke);
        if (woke)
        {
            t.Lock = (byte)(c + 1);
            frame.Union = union;
            frame.Place = CallPlace.ResetStore;
        }
        else
        {
            t.Union = union;
            t.Lock = 0;
            AfterReset(ref frame);
        }
    }

    private bool ResetStore(ref ThreadState t, ref CallFrame frame)
    {
        t.Union = frame.Union;
        t.Lock = 0;
        frame.Union = UtraceEvents.None;
        AfterReset(ref frame);
        return Did(Rule.R6);
    }

    private static void AfterReset(ref CallFrame frame) =>
        frame.Place = frame.List != 0 ? CallPlace.Drop : CallPlace.Return;

    /// <summary>R8, by the thread itself.</summary>
    private bool DropOwn(int c, ref ThreadState t)
    {
        ref var frame = ref Context(c).Outer;
        DropNext(ref frame);
        if (frame.List != 0)
        {
            return true;
        }

        var then = t.Then;
        t.Then = default;
        switch (then)
        {
            case ThreadPlace.PassOver:
                PassOver(c, ref t);
                break;
            case ThreadPlace.Fin:
                FinAct(ref t);
                break;
            default:
                t.Place = then;
                break;
        }

        return true;
    }

    private bool DropCall(ref CallFrame frame)
    {
        DropNext(ref frame);
        if (frame.List == 0)
        {
            frame.Place = CallPlace.Return;
        }

        return true;
    }

    /// <summary>R8: drops one reference of the first engines of the list, up to the first release.</summary>
    private void DropNext(ref CallFrame frame)
    {
        Rule = Rule.R8;
        while (frame.List != 0)
        {
            var e = First(frame.List);
            frame.List &= ~(1ul << e);
            if (Drop(e))
            {
                return;
            }
        }
    }
}
