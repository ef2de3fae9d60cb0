using Utrace.Reference.State;

namespace Utrace.Reference.Kernel;

/// <summary>An exec in a group of several threads (steps 7.4): the others die, a leader's pid is taken over, the leader is reaped.</summary>
internal ref partial struct Machine
{
    private readonly bool IsExecing(int c)
    {
        if (!_program.Kin)
        {
            return false;
        }

        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (i != c && GroupOf(i) == GroupOf(c) && Thread(i).Place is ThreadPlace.ExecMark or ThreadPlace.ExecWait or ThreadPlace.ExecTake)
            {
                return true;
            }
        }

        return false;
    }

    private readonly int LeaderOf(int c)
    {
        for (var i = 0; i <= c; i++)
        {
            if (GroupOf(i) == GroupOf(c) && !_program.Threads[i].IsCloned)
            {
                return i;
            }
        }

        return FirstOf(GroupOf(c));
    }

    private readonly int FirstOf(int group)
    {
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (GroupOf(i) == group)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The exec begins to kill the others; not in a group that is dying already.</summary>
    private bool ExecKill(int c, ref ThreadState t)
    {
        if (Group(GroupOf(c)).Exiting || IsExecing(c))
        {
            if (!t[ThreadFlags.KillPending])
            {
                return false;
            }

            t.Place = ThreadPlace.User;
            return Did(Rule.ExecTooLate);
        }

        Context(c).Outer.List = LiveThreads(GroupOf(c), c);
        EndJobs(GroupOf(c));
        t.Place = Context(c).Outer.List == 0 ? ThreadPlace.ExecWait : ThreadPlace.ExecMark;
        return Did(Rule.ExecKill);
    }

    private bool ExecMark(int c, ref ThreadState t)
    {
        ref var frame = ref Context(c).Outer;
        MarkOne(ref frame.List);
        if (frame.List == 0)
        {
            t.Place = ThreadPlace.ExecWait;
        }

        return Did(Rule.ExecMark);
    }

    private bool ExecWait(int c, ref ThreadState t)
    {
        if (t[ThreadFlags.KillPending])
        {
            t.State = RunState.Run;
            t.Place = ThreadPlace.User;
            return Did(Rule.ExecTooLate);
        }

        if (LiveThreads(GroupOf(c), c) != 0)
        {
            if (t.State is RunState.SleepUninterruptible)
            {
                return false;
            }

            t.State = RunState.SleepUninterruptible;
            return Did(Rule.ExecWait);
        }

        t.State = RunState.Run;
        t.Place = ThreadPlace.ExecTake;
        return Did(Rule.ExecAlone);
    }

    /// <summary>Takes over the leader's pid, and takes the leader as a reaper does, in one step.</summary>
    private bool ExecTake(int c, ref ThreadState t)
    {
        var leader = LeaderOf(c);
        ref var old = ref Thread(leader);
        if (leader == c || old.Place is ThreadPlace.Unborn || old.Exit is ExitState.Dead)
        {
            t.Place = ThreadPlace.ExecHook;
            return Did(Rule.ExecNoLeader);
        }

        old[ThreadFlags.Taken] = true;
        old.Exit = ExitState.Dead;
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (Named(i) == leader)
            {
                Kin(i).Pid = (byte)(c + 1);
            }
            else if (Named(i) == c)
            {
                Kin(i).Pid = KinState.Nobody;
            }
        }

        ref var frame = ref Context(c).Outer;
        frame.Place = CallPlace.ReapTest;
        t.Place = ThreadPlace.ExecReap;
        return Did(Rule.ExecTake);
    }

    private bool ExecReap(int c, ref ThreadState t) => ReapOther(c, ref t, LeaderOf(c), ThreadPlace.ExecHook);

    /// <summary>A reap of another thread in this thread's context, step by step.</summary>
    private bool ReapOther(int c, ref ThreadState t, int thread, ThreadPlace then)
    {
        ref var frame = ref Context(c).Outer;
        if (frame.Place is not CallPlace.Return)
        {
            return ReapStep(c, ref frame, thread);
        }

        frame = default;
        t.Place = then;
        return Did(Rule.ReapOtherOver);
    }
}
