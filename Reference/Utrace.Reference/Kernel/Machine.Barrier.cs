using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>barrier (steps 6.4).</summary>
internal ref partial struct Machine
{
    private bool BarrierCall(int c, ref CallFrame frame, in CompiledCall call)
    {
        var thread = _program.Engines[call.Engine].Thread;
        ref var engine = ref Engine(call.Engine);
        ref var t = ref Thread(thread);
        if (c == thread)
        {
            return Answer(ref frame, Errno.None, Rule.B0);
        }

        var asleep = frame.Place is not CallPlace.Body;
        var waits = BarrierWaits(t, engine, call.Engine) || (frame.Place is CallPlace.BarrierMarked && !engine.IsGone);
        if (asleep && Context(c).Interrupted && (t.Lock != 0 || waits || _choices.Choose(2) == 1))
        {
            Context(c).Interrupted = false;
            return Answer(ref frame, Errno.ERESTARTSYS, Rule.B4);
        }

        if (t.Lock != 0)
        {
            return false;
        }

        if (waits)
        {
            if (asleep)
            {
                return false;
            }

            frame.Place = CallPlace.BarrierAsleep;
            return Did(Rule.B4Sleep);
        }

        if (Open && engine.Ops is OpsKind.Stub && _choices.Choose(2) == 1)
        {
            // The code waits on until the engine is fully gone.
            frame.Place = CallPlace.BarrierMarked;
            return Did(Rule.B4Marked);
        }

        var gone = engine.IsGone || (_program.VariantB && t[ThreadFlags.ReapRequested]);
        if ((engine.Ghosts & EngineGhosts.Open) != 0)
        {
            Break(gone ? Breach.BarrierGoneDuringCallback : Breach.BarrierDuringCallback, call.Engine);
        }

        if (gone)
        {
            return Answer(ref frame, Errno.ESRCH, Rule.B1);
        }

        if (engine.Ops is OpsKind.Stub)
        {
            // Once its callback is over, a marked engine may be called detached already (Z-03).
            return Otherwise() ? Answer(ref frame, Errno.ESRCH, Rule.B3Marked) : Answer(ref frame, Errno.None, Rule.B3Marked);
        }

        return Answer(ref frame, Errno.None, Rule.B3);
    }

    private readonly bool BarrierWaits(in ThreadState t, in EngineState engine, int e)
    {
        if (engine.IsGone || (_program.VariantB && t[ThreadFlags.ReapRequested]))
        {
            return false;
        }

        return t.Reporting == e + 1 || (engine.Ops is OpsKind.Stub && !Open);
    }
}
