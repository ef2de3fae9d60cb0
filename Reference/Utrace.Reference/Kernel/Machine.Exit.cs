using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Reference.Kernel;

/// <summary>Exit of one thread (steps 7.5) up to the exit state.</summary>
internal ref partial struct Machine
{
    private bool ExitEnter(int c, ref ThreadState t)
    {
        var activity = Activity(c);
        if (activity.Kind is StepKind.ExitGroup)
        {
            t.Place = ThreadPlace.GroupExit;
            if (!HasSiblings(c))
            {
                GroupExitBegins(c, ref t, (byte)activity.A);
            }
        }
        else
        {
            BeginExit(ref t, (byte)activity.A, group: false);
        }

        return Shows(Rule.ExitEnter, Labels.Staged(c, ActivityStage.Enter, activity.B));
    }

    /// <summary>The group exit begins behind its line: another of the group, or an exec, can come first (KILL-03).</summary>
    private bool GroupExit(int c, ref ThreadState t)
    {
        GroupExitBegins(c, ref t, (byte)Activity(c).A);
        return Did(Rule.GroupExit);
    }

    private void GroupExitBegins(int c, ref ThreadState t, byte code)
    {
        BeginExit(ref t, code, group: true);
        if (t.Code != code && Otherwise())
        {
            // A kill that overlaps the exit may be ordered behind it.
            t.Code = code;
            t.OriginalCode = code;
        }
    }

    /// <summary>Sets the status and goes on to the exit hook, for a group exit past the kill of the others. The first status of a group stands.</summary>
    private void BeginExit(ref ThreadState t, byte code, bool group)
    {
        var c = _current;
        LeavePass(ref t, ThreadPlace.ExitHook);
        if (group && !IsExecing(c))
        {
            var index = _program.Threads[c].Group;
            var wasExiting = Group(index).Exiting;
            code = MarkGroup(index, code);
            var others = wasExiting ? 0 : LiveThreads(index, c);
            if (others != 0)
            {
                Context(c).Outer.List = others;
                t.Place = ThreadPlace.GroupKill;
            }
        }

        t.Code = code;
        t.OriginalCode = code;
    }

    private bool ExitHook(ref ThreadState t) => EventHook(ref t, HookKind.Exit, UtraceEvents.Exit, Rule.ExitHook, ThreadPlace.Zombie);

    /// <summary>X1, once the thread has left a group stop in progress. A signal can do nothing to the thread from here on.</summary>
    private bool Zombie(int c, ref ThreadState t)
    {
        if (t.Lock != 0 && _program.Signals)
        {
            return false;
        }

        if (LeavesStop(c, ref t))
        {
            return true;
        }

        var reapsItself = DecidesToReapItself(c);
        t.Exit = reapsItself ? ExitState.Dead : ExitState.Zombie;
        if (_program.Kin)
        {
            Kin(c).SelfReaps = reapsItself;
            ReleaseParent(c);
        }

        TellParent(c);
        if (_program.Signals)
        {
            Signals(c) = new SignalState { Flags = SignalFlags.Exiting };
        }

        t.Flags &= ~(ThreadFlags.Sigp | ThreadFlags.Nres | ThreadFlags.KillPending | ThreadFlags.TrapPending | ThreadFlags.Step
            | ThreadFlags.CleanUpOnly | ThreadFlags.ExitReportOptional);
        t.Place = ThreadPlace.DeathTest;
        return Did(Rule.X1);
    }
}
