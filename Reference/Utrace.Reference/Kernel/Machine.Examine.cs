using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>prepare_examine and finish_examine (steps 6.12). What prepare remembers is kept with the engine.</summary>
internal ref partial struct Machine
{
    private bool PrepareExamine(int c, ref CallFrame frame, int e)
    {
        var thread = _program.Engines[e].Thread;
        if (c == thread)
        {
            return Answer(ref frame, Errno.None, Rule.XCurrent);
        }

        ref var engine = ref Engine(e);
        ref var t = ref Thread(thread);
        var gone = engine.Ops is not OpsKind.Table;
        if (gone || !Intersects(engine.Events, UtraceEvents.StopBit))
        {
            // A detached engine and a dead thread have a second right answer (Z-02, EXAMINE-03).
            var second = (gone || t.Exit is not ExitState.Alive) && Otherwise();
            return Answer(ref frame, second ? Errno.ESRCH : Errno.EINVAL, Rule.XPrepareNoStop);
        }

        if (t.Exit is not ExitState.Alive)
        {
            return Answer(ref frame, Errno.ESRCH, Rule.XPrepareDead);
        }

        if (t.State is not RunState.Tstop)
        {
            return Answer(ref frame, Errno.EAGAIN, Rule.XPrepareRuns);
        }

        engine.Examined = (ushort)(t.Switches + 1);
        return Answer(ref frame, Errno.None, Rule.XPrepare);
    }

    private bool FinishExamine(int c, ref CallFrame frame, int e)
    {
        var thread = _program.Engines[e].Thread;
        if (c == thread)
        {
            return Answer(ref frame, Errno.None, Rule.XCurrent);
        }

        ref var engine = ref Engine(e);
        ref var t = ref Thread(thread);
        var gone = engine.Ops is not OpsKind.Table;
        if (gone || !Intersects(engine.Events, UtraceEvents.StopBit))
        {
            return Answer(ref frame, gone && Otherwise() ? Errno.ESRCH : Errno.EINVAL, Rule.XFinishNoStop);
        }

        var same = t.State is RunState.Tstop && engine.Examined == t.Switches + 1;
        return Answer(ref frame, same ? Errno.None : Errno.EAGAIN, same ? Rule.XFinish : Rule.XFinishRan);
    }
}
