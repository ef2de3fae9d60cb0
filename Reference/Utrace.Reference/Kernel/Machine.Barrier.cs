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

        if (frame.Place is CallPlace.BarrierAsleep && Context(c).Interrupted && (t.Lock != 0 || BarrierWaits(t, engine, call.Engine) || _choices.Choose(2) == 1))
        {
            Context(c).Interrupted = false;
            return Answer(ref frame, Errno.ERESTARTSYS, Rule.B4);
        }

        if (t.Lock != 0)
        {
            return false;
        }

        if (BarrierWaits(t, engine, call.Engine))
        {
            if (frame.Place is CallPlace.BarrierAsleep)
            {
                return false;
            }

            frame.Place = CallPlace.BarrierAsleep;
            return Did(Rule.B4Sleep);
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
