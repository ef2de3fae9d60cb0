using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>Job control (steps 7.2, S0 and S5). G.cnt is the number of threads that are marked as counted.</summary>
internal ref partial struct Machine
{
    private readonly bool MustJoin(int c) => _program.Signals && Signals(c)[SignalFlags.Counted];

    /// <summary>Whether a group stop is in progress: some thread has still to stop.</summary>
    private readonly bool IsStopPending(int group, int except = -1)
    {
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (i != except && GroupOf(i) == group && Signals(i)[SignalFlags.Counted])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a thread of the group that leaves a traced stop goes on in a job-control stop (R5).</summary>
    private readonly bool IsJobStopped(int group) => _program.Signals && (Job(group).Stopped || IsStopPending(group));

    private readonly bool IsOrphaned(int group)
    {
        foreach (var thread in _program.Threads)
        {
            if (thread.Group == group && thread.IsOrphaned)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A stop signal is carried out: begins a group stop, unless a continue or an exit has come meanwhile.</summary>
    private void StopGroup(int c, ref ThreadState t)
    {
        var group = GroupOf(c);
        if (!IsStopPending(group))
        {
            if (!Job(group).StopDequeued || Group(group).Exiting || IsExecing(c))
            {
                return;
            }

            for (var i = 0; i < _program.Threads.Count; i++)
            {
                ref var other = ref Thread(i);
                if (GroupOf(i) != group || other.Exit is not ExitState.Alive || other.Place is ThreadPlace.Unborn
                    || other.State is RunState.Jstop or RunState.Tstop || Signals(i)[SignalFlags.Exiting])
                {
                    continue;
                }

                Signals(i)[SignalFlags.Counted] = true;
                if (i != c)
                {
                    Alert(ref other);
                }
            }
        }

        BeginStop(ref t);
    }

    /// <summary>
    /// A stop of a terminal, once the group was found not to be orphaned. The signal lock was dropped for that: others of the group went on, and a continue takes the stop back
    /// without a trace. Where a thread is alone and nobody was told of the signal, it could as well have been taken back before it was taken.
    /// </summary>
    private bool StopBegin(int c, ref ThreadState t)
    {
        t.Place = ThreadPlace.SignalHook;
        StopGroup(c, ref t);
        return Did(Rule.S4Stop);
    }

    /// <summary>The thread goes on to its report of the stop.</summary>
    private static void BeginStop(ref ThreadState t) => t.Place = ThreadPlace.JobReport;

    /// <summary>The job-control hook before the stop (JCTL-03).</summary>
    private bool JobReport(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        Signals(c).Told = IsStopPending(GroupOf(c), c) ? JctlType.None : JctlType.Stopped;
        return EventHook(ref t, HookKind.JobStop, UtraceEvents.Jctl, Rule.JobStopHook, ThreadPlace.JobStop);
    }

    /// <summary>Whether the stop is still wanted, and the stop, are one step under the signal lock.</summary>
    private bool JobStop(int c, ref ThreadState t)
    {
        Signals(c).Told = JctlType.None;
        if (t[ThreadFlags.KillPending] || !MustJoin(c))
        {
            t.Place = ThreadPlace.SignalHook;
            RecomputeSignals(ref t);
            return Did(Rule.JobStopCancelled);
        }

        t.State = RunState.Jstop;
        t.Place = CountOff(c) ? ThreadPlace.JobTell : ThreadPlace.JobAsleep;
        return Did(Rule.JobStop);
    }

    /// <summary>The thread has stopped as far as its group is concerned; whether it was the last.</summary>
    private readonly bool CountOff(int c)
    {
        Signals(c)[SignalFlags.Counted] = false;
        var last = !IsStopPending(GroupOf(c));
        Job(GroupOf(c)).Stopped |= last;
        return last;
    }

    private bool Tell(int c, ref ThreadState t, JctlType what, ThreadPlace then)
    {
        t.Place = then;
        TellParent(c);
        return Shows(Rule.ParentTold, Labels.ParentTold(c, what));
    }

    /// <summary>SIGCHLD to a parent among the threads.</summary>
    private readonly void TellParent(int c)
    {
        var parent = _program.Threads[c].Parent;
        if (parent >= 0 && _program.Signals && LiveThreads(GroupOf(parent), -1) != 0)
        {
            _ = Post(parent, SignalNumber.SIGCHLD, toGroup: true, out _);
        }
    }

    private bool JobAsleep(ref ThreadState t)
    {
        if (t.State is not RunState.Run || (t.Lock != 0 && t[ThreadFlags.KillPending]))
        {
            return false;
        }

        if (_program.Examines)
        {
            t.Switches++;
        }

        RecomputeSignals(ref t);
        t.Place = ThreadPlace.SignalHook;
        return Did(Rule.JobStopOver);
    }

    /// <summary>SIGCONT: cancels a group stop, wakes who is stopped for it, and leaves a note.</summary>
    private readonly void Continue(int group)
    {
        ref var job = ref Job(group);
        job.StopDequeued = false;
        var pending = IsStopPending(group);
        if (Group(group).Exiting || !(pending || job.Stopped))
        {
            return;
        }

        job.Note = pending ? JctlType.Stopped : JctlType.Continued;
        job.Stopped = false;
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (GroupOf(i) != group)
            {
                continue;
            }

            Signals(i)[SignalFlags.Counted] = false;
            if (Thread(i).State is RunState.Jstop)
            {
                Thread(i).State = RunState.Run;
            }
        }
    }

    /// <summary>The note of a continue: the hook, then the parent is told. Taken before the hook, so that one thread tells.</summary>
    private bool NoteHook(int c, ref ThreadState t)
    {
        ref var job = ref Job(GroupOf(c));
        if (t.Lock != 0)
        {
            return false;
        }

        if (job.Note is JctlType.None)
        {
            t.Place = ThreadPlace.SignalHook;
            return Did(Rule.NoteGone);
        }

        Signals(c).Told = job.Note;
        job.Note = JctlType.None;
        return EventHook(ref t, HookKind.JobNote, UtraceEvents.Jctl, Rule.NoteHook, ThreadPlace.NoteTell);
    }

    private bool NoteTell(int c, ref ThreadState t)
    {
        var note = Signals(c).Told;
        Signals(c).Told = JctlType.None;
        return Tell(c, ref t, note, ThreadPlace.SignalHook);
    }

    /// <summary>An exiting thread takes no signals of its group, and no part in a group stop, any more: a moment before it is dead, which only others of its group can notice; where it was the last that was waited for, it completes the stop (JCTL-07).</summary>
    private bool LeavesStop(int c, ref ThreadState t)
    {
        if (!_program.Signals || Signals(c)[SignalFlags.Exiting])
        {
            return false;
        }

        Signals(c)[SignalFlags.Exiting] = true;
        return MustJoin(c) && CountOff(c)
            ? EventHook(ref t, HookKind.JobExit, UtraceEvents.Jctl, Rule.ExitCompletesStop, ThreadPlace.ExitTell)
            : HasSiblings(c) && Did(Rule.Exiting);
    }

    /// <summary>A kill or a group exit ends job control.</summary>
    private readonly void EndJobs(int group)
    {
        if (!_program.Signals)
        {
            return;
        }

        ref var job = ref Job(group);
        (job.Stopped, job.StopDequeued, job.Note) = (false, false, JctlType.None);
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (GroupOf(i) == group)
            {
                Signals(i)[SignalFlags.Counted] = false;
            }
        }
    }
}
