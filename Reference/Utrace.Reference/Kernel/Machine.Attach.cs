using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>attach and look-up (steps 6.5).</summary>
internal ref partial struct Machine
{
    private bool AttachCall(ref CallFrame frame, in CompiledCall call)
    {
        var thread = call.Pid < 0 ? call.Thread : LookUpPid(call.Pid);
        var creates = (call.Flags & AttachFlags.Create) != 0;
        if (thread < 0 || Thread(thread).Place is ThreadPlace.Unborn || (creates && _program.Engines[call.Engine].Thread != thread))
        {
            return Answer(ref frame, Errno.ESRCH, Rule.PidOfAnother);
        }

        ref var t = ref Thread(thread);
        if (creates && call.Ops < 0)
        {
            return Answer(ref frame, Errno.EINVAL, Rule.A2NoOps);
        }

        if (creates && _program.Threads[thread].KernelThread)
        {
            return Answer(ref frame, Errno.EPERM, Rule.A2Kernel);
        }

        if (t.Lock != 0 || (creates && Engine(call.Engine) is { Ops: not OpsKind.Unborn, References: not 0 }))
        {
            // The second case is a name that still stands for an earlier engine: the call waits for its release.
            return false;
        }

        if (!creates)
        {
            return LookUp(ref frame, ref t, call);
        }

        if ((call.Flags & AttachFlags.Exclusive) != 0 && Match(t, call) >= 0)
        {
            return Answer(ref frame, Errno.EEXIST, Rule.A5);
        }

        // A6: marking the union and looking at the exit state are one step; the reaper's two are not, and one of the two sees the other.
        t[ThreadFlags.HasRecord] = true;
        if (t.Union is UtraceEvents.None)
        {
            if (t.Exit is ExitState.Dead)
            {
                return Answer(ref frame, Errno.ESRCH, Rule.A6);
            }

            t.Union = UtraceEvents.Reap;
        }

        Engine(call.Engine) = new EngineState
        {
            Ops = OpsKind.Table,
            References = 2,
            Sequence = t.NextSequence++,
            OpsId = (byte)call.Ops,
            DataId = (byte)call.Data,
        };
        t.Waiting |= 1ul << call.Engine;
        t[ThreadFlags.Pending] = true;
        frame.Handle = (byte)(call.Engine + 1);
        frame.Place = CallPlace.Return;
        return Did(Rule.A7);
    }

    private bool LookUp(ref CallFrame frame, ref ThreadState t, in CompiledCall call)
    {
        var found = Match(t, call);
        if (found >= 0)
        {
            Engine(found).References++;
            frame.Handle = (byte)(found + 1);
            frame.Place = CallPlace.Return;
            return Did(Rule.A1);
        }

        // On a thread that is being reaped either code is right (ATTACH-13, Open).
        return t[ThreadFlags.Taken] && Otherwise()
            ? Answer(ref frame, Errno.ESRCH, Rule.A1Reaped)
            : Answer(ref frame, Errno.ENOENT, Rule.A1Nothing);
    }

    private readonly int Match(in ThreadState t, in CompiledCall call)
    {
        var attached = Matching(t.Attached, call);
        return attached != 0 ? First(attached) : First(Matching(t.Waiting, call));
    }

    private readonly ulong Matching(ulong engines, in CompiledCall call)
    {
        var matching = 0ul;
        for (var rest = engines; rest != 0; rest &= rest - 1)
        {
            var e = System.Numerics.BitOperations.TrailingZeroCount(rest);
            ref var engine = ref Engine(e);
            if (engine.Ops is OpsKind.Table
                && ((call.Flags & AttachFlags.MatchOps) == 0 || engine.OpsId == (byte)call.Ops)
                && ((call.Flags & AttachFlags.MatchData) == 0 || engine.DataId == (byte)call.Data))
            {
                matching |= 1ul << e;
            }
        }

        return matching;
    }
}
