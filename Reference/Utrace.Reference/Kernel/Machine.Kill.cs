using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>SIGKILL and group exit (steps 7.6). Threads of a group are marked one by one, in any order.</summary>
internal ref partial struct Machine
{
    private bool KillCall(ref CallFrame frame, int thread)
    {
        if (IsNobody(Thread(thread)))
        {
            return Answer(ref frame, Errno.ESRCH, Rule.KillReaped);
        }

        frame.List = LiveThreads(_program.Threads[thread].Group, -1);
        frame.Place = frame.List == 0 ? CallPlace.Return : CallPlace.KillMark;
        if (frame.List != 0)
        {
            MarkGroup(_program.Threads[thread].Group, WorldProgram.CodeOfKill);
        }

        return Did(Rule.Kill);
    }

    private bool KillMark(ref CallFrame frame)
    {
        MarkOne(ref frame.List);
        if (frame.List == 0)
        {
            frame.Place = CallPlace.Return;
        }

        return Did(Rule.KillMark);
    }

    private bool GroupKill(int c, ref ThreadState t)
    {
        ref var frame = ref Context(c).Outer;
        if (frame.List != 0)
        {
            MarkOne(ref frame.List);
        }

        if (frame.List == 0)
        {
            t.Place = ThreadPlace.ExitHook;
        }

        return Did(Rule.GroupKill);
    }

    private readonly byte MarkGroup(int group, byte code)
    {
        ref var g = ref Group(group);
        if (!g.Exiting)
        {
            g.Exiting = true;
            g.Code = code;
            EndJobs(group);
        }

        return g.Code;
    }

    private readonly ulong LiveThreads(int group, int except)
    {
        var live = 0ul;
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (i != except && _program.Threads[i].Group == group && Thread(i).Exit is ExitState.Alive && Thread(i).Place is not ThreadPlace.Unborn)
            {
                live |= 1ul << i;
            }
        }

        return live;
    }

    /// <summary>KILL pending, SIGP, woken from an interruptible sleep and from a traced stop.</summary>
    private readonly void MarkOne(ref ulong list)
    {
        var count = System.Numerics.BitOperations.PopCount(list);
        var skip = count > 1 ? _choices.Choose(count) : 0;
        var rest = list;
        for (; skip > 0; skip--)
        {
            rest &= rest - 1;
        }

        var index = System.Numerics.BitOperations.TrailingZeroCount(rest);
        list &= ~(1ul << index);
        ref var t = ref Thread(index);
        if (t.Exit is not ExitState.Alive)
        {
            return;
        }

        t.Flags |= ThreadFlags.KillPending | ThreadFlags.Sigp | ThreadFlags.Killed;
        if (t.State is not (RunState.Run or RunState.SleepUninterruptible))
        {
            t.State = RunState.Run;
        }
    }
}
