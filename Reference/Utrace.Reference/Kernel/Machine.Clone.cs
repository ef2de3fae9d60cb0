using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Reference.Kernel;

/// <summary>clone, fork and vfork (steps 6.8, 7.3).</summary>
internal ref partial struct Machine
{
    private bool CloneEnter(int c, ref ThreadState t) =>
        Line(c, ref t, Rule.CloneEnter, ActivityStage.Enter, Activity(c).Gate < 0 ? ThreadPlace.CloneFail : ThreadPlace.CloneMake);

    /// <summary>The child comes to be, untraced and not to be run yet (CLONE-05). Not in a group that is about to die: there the caller dies instead.</summary>
    private bool CloneMake(int c, ref ThreadState t)
    {
        var activity = Activity(c);
        var child = activity.Gate;
        if ((CloneKind)activity.B is CloneKind.Thread && (Group(GroupOf(c)).Exiting || IsExecing(c)))
        {
            if (t[ThreadFlags.KillPending])
            {
                t.Place = ThreadPlace.User;
                return Did(Rule.CloneTooLate);
            }

            return false;
        }

        ref var born = ref Thread(child);
        born.Place = ThreadPlace.Created;
        if (_program.Signals)
        {
            var own = _program.Threads[child].Blocked;
            Signals(child).Blocked = own.IsEmpty ? Signals(c).Blocked : own.Bits;
            if (GroupOf(child) != GroupOf(c))
            {
                ref var job = ref Job(GroupOf(child));
                (job.Ignored, job.Handled) = (Job(GroupOf(c)).Ignored, Job(GroupOf(c)).Handled);
            }

            SetDispositions(child);
        }

        t.Place = ThreadPlace.CloneHook;
        return Did(Rule.CloneMake);
    }

    private bool CloneHook(ref ThreadState t) => EventHook(ref t, HookKind.Clone, UtraceEvents.Clone, Rule.CloneHook, ThreadPlace.CloneStart);

    /// <summary>After the report: the child can run. A vfork's STOP is kept for its second hook.</summary>
    private bool CloneStart(int c, ref ThreadState t)
    {
        var activity = Activity(c);
        Thread(activity.Gate).Place = ThreadPlace.User;
        t.Place = (CloneKind)activity.B is CloneKind.Vfork ? ThreadPlace.VforkHook : ThreadPlace.ExecDone;
        return Did(Rule.CloneStart);
    }

    /// <summary>The second hook of a vfork: the stop that the report asked for comes after the child's start and before the wait (VFORK-01, VFORK-02).</summary>
    private bool VforkHook(ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        var stops = t.Pass.Act is ResumeAction.Stop && t.Hook is HookKind.Clone && Intersects(t.Union, UtraceEvents.Clone);
        if (!stops)
        {
            LeavePass(ref t, ThreadPlace.VforkWait);
            return Did(Rule.VforkHook);
        }

        t.Hook = HookKind.Vfork;
        if (!Has(Fix.Vfork))
        {
            t.Pass.Keep = _program.VariantB ? ResumeAction.Resume : ResumeAction.Report;
        }

        KeepForStop(ref t);
        return Did(Rule.VforkStop);
    }

    /// <summary>The parent waits until the child let it go, or a kill ends the wait.</summary>
    private bool VforkWait(int c, ref ThreadState t)
    {
        if (Kin(Activity(c).Gate).ReleasedParent)
        {
            t.State = RunState.Run;
            t.Place = ThreadPlace.ExecDone;
            return Did(Rule.VforkOver);
        }

        if (t[ThreadFlags.KillPending])
        {
            t.State = RunState.Run;
            t.Place = ThreadPlace.User;
            return Did(Rule.VforkKilled);
        }

        if (t.State is RunState.SleepUninterruptible)
        {
            return false;
        }

        t.State = RunState.SleepUninterruptible;
        return Did(Rule.VforkWait);
    }

    private readonly void ReleaseParent(int c)
    {
        if (_program.Kin)
        {
            Kin(c).ReleasedParent = true;
        }
    }
}
