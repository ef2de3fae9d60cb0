using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>Reaping (steps 6.11, Y), by an actor or in the thread itself; the postponed one goes on in the thread.</summary>
internal ref partial struct Machine
{
    /// <summary>Waits for the dead thread and takes it: Y0's write.</summary>
    private bool ReapCall(ref CallFrame frame, int thread)
    {
        ref var t = ref Thread(thread);
        if (t.Exit is ExitState.Alive)
        {
            return false;
        }

        if (ReapsItself(thread) || t[ThreadFlags.Taken])
        {
            return Answer(ref frame, Errno.ECHILD, Rule.ReapTooLate);
        }

        t[ThreadFlags.Taken] = true;
        t.Exit = ExitState.Dead;
        frame.Code = t.Code;
        frame.Place = CallPlace.ReapTest;
        return Did(Rule.Y0);
    }

    private bool ReapStep(int c, ref CallFrame frame, int thread)
    {
        ref var t = ref Thread(thread);
        switch (frame.Place)
        {
            case CallPlace.ReapTest:
                if (t.Union is UtraceEvents.None)
                {
                    ReapOver(c, ref frame, ref t, thread);
                    return Did(Rule.Y0Nothing);
                }

                frame.Place = CallPlace.ReapRequest;
                return Did(Rule.Y0Test);
            case CallPlace.ReapRequest:
                return ReapRequest(c, ref frame, ref t, thread);
            case CallPlace.ReapNext:
                return ReapNext(c, ref frame, ref t, thread);
            case CallPlace.ReapBegin:
                frame.Place = CallPlace.ReapStore;
                return BeginCallback(c, frame.Engine - 1, Callback.Reap, default, UtraceEvents.None);
            case CallPlace.ReapStore:
                return ReapStore(ref frame, ref t);
            default:
                Rule = Rule.Y4Drop;
                Drop(frame.Engine - 1);
                frame.Engine = 0;
                frame.Place = CallPlace.ReapNext;
                return true;
        }
    }

    /// <summary>Y1 and Y2: postponed while a death report is due.</summary>
    private bool ReapRequest(int c, ref CallFrame frame, ref ThreadState t, int thread)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        t[ThreadFlags.ReapRequested] = true;
        if (Intersects(t.Union, DeathEvents))
        {
            ReapOver(c, ref frame, ref t, thread);
            return Did(Rule.Y2);
        }

        TakeForReap(ref t, ref frame);
        return Did(Rule.Y3);
    }

    private static void TakeForReap(ref ThreadState t, ref CallFrame frame)
    {
        t.Union = UtraceEvents.None;
        frame.List = t.Attached | t.Waiting;
        frame.Place = CallPlace.ReapNext;
        t.Attached = 0;
        t.Waiting = 0;
        t[ThreadFlags.Pending] = false;
    }

    private bool ReapNext(int c, ref CallFrame frame, ref ThreadState t, int thread)
    {
        if (frame.List == 0)
        {
            ReapOver(c, ref frame, ref t, thread);
            return Did(Rule.Y4Over);
        }

        var e = First(frame.List);
        ref var engine = ref Engine(e);
        frame.List &= ~(1ul << e);
        frame.Engine = (byte)(e + 1);
        if (engine.Ops is OpsKind.Table && Intersects(engine.Events, UtraceEvents.Reap) && _program.Engines[e].Has(Callback.Reap))
        {
            if (Has(Fix.F14))
            {
                t.Reporting = frame.Engine;
            }

            frame.Place = CallPlace.ReapBegin;
            return Did(Rule.Y4Mark);
        }

        frame.Place = CallPlace.ReapStore;
        return Did(Rule.Y4Silent);
    }

    private bool ReapStore(ref CallFrame frame, ref ThreadState t)
    {
        ref var engine = ref Engine(frame.Engine - 1);
        engine.Ops = OpsKind.Nil;
        engine.Events = UtraceEvents.None;
        engine.Ghosts &= ~EngineGhosts.Open;
        if (t.Reporting == frame.Engine)
        {
            t.Reporting = 0;
        }

        frame.Place = CallPlace.ReapDrop;
        return Did(Rule.Y4Store);
    }

    private static void ReapOver(int c, ref CallFrame frame, ref ThreadState t, int thread)
    {
        if (c == thread)
        {
            frame = default;
            t.Place = ThreadPlace.DiedLine;
        }
        else
        {
            t[ThreadFlags.Unlinked] = true;
            frame.Place = CallPlace.Return;
        }
    }
}
