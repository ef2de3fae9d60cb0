using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Reference.Kernel;

/// <summary>Parents, pids and wake-ups.</summary>
internal ref partial struct Machine
{
    /// <summary>Whom the pid that a thread began with names; -1 for nobody.</summary>
    private readonly int Named(int thread)
    {
        if (!_program.Kin || Kin(thread).Pid == 0)
        {
            return thread;
        }

        return Kin(thread).Pid == KinState.Nobody ? -1 : Kin(thread).Pid - 1;
    }

    /// <summary>The thread of a pid that a call gives; -1 where it names nobody, which for one that is being reaped is open.</summary>
    private readonly int LookUpPid(int pid)
    {
        var thread = Named(pid);
        return thread < 0 || IsNobody(Thread(thread)) ? -1 : thread;
    }

    /// <summary>Whether the thread reaps itself, decided at its death: it always does, or its parent ignores SIGCHLD or is dead.</summary>
    private readonly bool DecidesToReapItself(int c)
    {
        var program = _program.Threads[c];
        if (program.SelfReap || program.Parent < 0)
        {
            return program.SelfReap;
        }

        var ignores = _program.Signals && Job(GroupOf(program.Parent)).Of(SignalNumber.SIGCHLD) is Disposition.Ignore;
        return ignores || LiveThreads(GroupOf(program.Parent), -1) == 0;
    }

    private readonly bool ReapsItself(int c) => _program.Threads[c].SelfReap || (_program.Kin && Kin(c).SelfReaps);

    private bool WaitAsleep(int c, ref ThreadState t)
    {
        var child = Activity(c).B;
        ref var other = ref Thread(child);
        if (other.Place is not ThreadPlace.Unborn && other.Exit is not ExitState.Alive)
        {
            t.State = RunState.Run;
            if (other[ThreadFlags.Taken] || ReapsItself(child))
            {
                t.Place = ThreadPlace.ExecDone;
                return Did(Rule.WaitTooLate);
            }

            other[ThreadFlags.Taken] = true;
            other.Exit = ExitState.Dead;
            Context(c).Outer.Place = CallPlace.ReapTest;
            t.Place = ThreadPlace.WaitReap;
            return Did(Rule.WaitTakes);
        }

        if (t[ThreadFlags.Sigp])
        {
            t.State = RunState.Run;
            t.Place = ThreadPlace.WaitInterrupt;
            return Did(Rule.WaitInterruptible);
        }

        if (t.State is RunState.SleepInterruptible)
        {
            return false;
        }

        t.State = RunState.SleepInterruptible;
        return Did(Rule.WaitSleeps);
    }

    /// <summary>A wake-up whose callback's result is in effect: the thread is stopped, or has come where it can stop no more for it.</summary>
    private readonly bool WakesNow(int c)
    {
        if (!_program.Wakes || Wakes(c).Gates == 0)
        {
            return false;
        }

        if (c >= _program.Threads.Count)
        {
            return true;
        }

        ref var t = ref Thread(c);
        return t.Place is ThreadPlace.Stopped or ThreadPlace.StopTell || t.State is RunState.Tstop
            || (t.Hook is HookKind.None && (t[ThreadFlags.Killed] || t.Exit is not ExitState.Alive || !AnyWantsStop(t)));
    }

    /// <summary>
    /// A thread looks for wake-ups that are due before each of its lines. What another context makes due behind that look, by a kill or by a call that withdraws the stop, comes
    /// before the line, or behind it (PROPOSED-04, Open). A driven world makes it at once.
    /// </summary>
    private readonly bool GoesOnFirst(int c) => Wakes(c).HasLooked && _program.Driven is null && Otherwise();

    /// <summary>After a step of the thread: it looks behind each of its lines, where a pass is over, and where it begins to exit.</summary>
    private void NoteLook(int c, bool wasDue)
    {
        ref var wakes = ref Wakes(c);
        ref var t = ref Thread(c);
        var isOnItsWay = wasDue && wakes.HasLooked && Label.IsHidden && t.Place is not ThreadPlace.ExitHook;
        wakes.HasLooked = wakes.Gates != 0 && t.Hook is HookKind.None && (isOnItsWay || !WakesNow(c));
    }

    private bool WakeUp(int c)
    {
        ref var wakes = ref Wakes(c);
        wakes.HasLooked = false;
        var gate = (int)(wakes.Gates & 0xff) - 1;
        wakes.Gates >>= 8;
        World.Gates |= 1ul << gate;
        return Shows(Rule.WakeUp, Labels.WokenUp(c, gate));
    }

    private readonly bool WakeUpCall(int c, int gate)
    {
        ref var wakes = ref Wakes(c);
        var shift = 0;
        while (shift < 64 && ((wakes.Gates >> shift) & 0xff) != 0)
        {
            shift += 8;
        }

        if (shift < 64)
        {
            wakes.Gates |= (ulong)(gate + 1) << shift;
        }

        return true;
    }
}
