using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Kernel;

/// <summary>User mode and the way back to it (steps 7.0), ticks and execs.</summary>
internal ref partial struct Machine
{
    private bool ThreadStep(int c)
    {
        if (!_program.Wakes || Wakes(c).Gates == 0)
        {
            return OwnStep(c);
        }

        var isDue = WakesNow(c);
        if (isDue && !GoesOnFirst(c))
        {
            return WakeUp(c);
        }

        var went = OwnStep(c);
        NoteLook(c, isDue);
        return went;
    }

    private bool OwnStep(int c)
    {
        ref var t = ref Thread(c);
        return t.Place switch
        {
            ThreadPlace.User => UserMode(c, ref t),
            ThreadPlace.Tick => Tick(c, ref t),
            ThreadPlace.ExecEnter => ExecEnter(c, ref t),
            ThreadPlace.ExecHook => ExecHook(c, ref t),
            ThreadPlace.ExecFail => Line(c, ref t, Rule.ExecFails, ActivityStage.Fail, ThreadPlace.ExecDone),
            ThreadPlace.ExecDone or ThreadPlace.SyscallDone => ActivityDone(c, ref t),
            ThreadPlace.SyscallEnter => Line(c, ref t, Rule.SyscallEnter, ActivityStage.Enter, ThreadPlace.SyscallEntryHook),
            ThreadPlace.SyscallEntryHook => SyscallEntryHook(ref t),
            ThreadPlace.SyscallBegin => SyscallBegin(c, ref t),
            ThreadPlace.SyscallAsleep => SyscallAsleep(c, ref t),
            ThreadPlace.SyscallBody => Line(c, ref t, Rule.SyscallBody, ActivityStage.Body, ThreadPlace.SyscallExitHook),
            ThreadPlace.SyscallAbort => SyscallAbort(c, ref t),
            ThreadPlace.SyscallInterrupt => Line(c, ref t, Rule.SyscallInterrupted, ActivityStage.Interrupt, ThreadPlace.SyscallExitHook),
            ThreadPlace.SyscallExitHook => SyscallExitHook(ref t),
            ThreadPlace.ExitEnter => ExitEnter(c, ref t),
            ThreadPlace.GroupKill => GroupKill(c, ref t),
            ThreadPlace.ExitHook => ExitHook(ref t),
            ThreadPlace.Zombie => Zombie(c, ref t),
            ThreadPlace.DeathTest => DeathTest(c, ref t),
            ThreadPlace.DeathBegin => DeathBegin(c, ref t),
            ThreadPlace.DeathEnd => DeathEnd(c, ref t),
            ThreadPlace.DeathOver => DeathOver(c, ref t),
            ThreadPlace.Reaping => ReapStep(c, ref Context(c).Outer, c),
            ThreadPlace.DiedLine => DiedLine(c, ref t),
            ThreadPlace.TurnMark => TurnMark(c, ref t),
            ThreadPlace.TurnRead => TurnRead(ref t),
            ThreadPlace.CallbackBegin => PassCallbackBegin(c, ref t),
            ThreadPlace.Apply => Apply(c, ref t),
            ThreadPlace.Unmark => Unmark(ref t),
            ThreadPlace.TurnRemark => TurnRemark(ref t),
            ThreadPlace.TurnReread => TurnReread(ref t),
            ThreadPlace.TurnIdle => TurnIdle(ref t),
            ThreadPlace.PassRecord => PassRecordStep(ref t),
            ThreadPlace.PassReset => PassReset(c, ref t),
            ThreadPlace.Drop => DropOwn(c, ref t),
            ThreadPlace.Fin => Fin(c, ref t),
            >= ThreadPlace.Handler => KernelStep(c, ref t),
            ThreadPlace.StopTry => StopTry(c, ref t),
            ThreadPlace.StopRecheck => StopRecheck(ref t),
            ThreadPlace.Stopped => Stopped(ref t),
            ThreadPlace.SignalHook => SignalHook(c, ref t),
            ThreadPlace.SignalOver => SignalOver(c, ref t, t.Pass.Act is ResumeAction.Stop),
            _ => false,
        };
    }

    /// <summary>The next step of a script whose gate, if it awaits one, is open; awaits that are open are passed without a step of their own.</summary>
    private readonly int NextStep(int c)
    {
        var script = _program.Scripts[c];
        var next = (int)Context(c).Next;
        return PassAwaits(script, next);
    }

    private readonly int PassAwaits(List<CompiledStep> script, int next)
    {
        while (next < script.Count && script[next].Kind is StepKind.Await && IsOpen(script[next].A))
        {
            next++;
        }

        return next;
    }

    private readonly bool IsOpen(int gate) => (World.Gates & (1ul << gate)) != 0;

    private bool UserMode(int c, ref ThreadState t)
    {
        var script = _program.Scripts[c];
        var next = NextStep(c);
        var kind = next < script.Count ? script[next].Kind : StepKind.Await;
        var requested = t[ThreadFlags.Sigp] || t[ThreadFlags.Nres];
        var handles = _program.Signals && Signals(c).Frames != 0;
        if (!handles && kind is StepKind.Open or StepKind.User && (!requested || _choices.Choose(2) == 1))
        {
            Context(c).Next = (ushort)(next + 1);
            if (kind is StepKind.User)
            {
                return Shows(Rule.UserMoment, Labels.Staged(c, ActivityStage.Done, script[next].A));
            }

            World.Gates |= 1ul << script[next].A;
            return Shows(Rule.UserOpen, Labels.GateOpened(c, script[next].A));
        }

        if (t[ThreadFlags.Sigp])
        {
            t.Place = ThreadPlace.SignalHook;
            return Did(Rule.ReturnToSignals);
        }

        if (t[ThreadFlags.Nres])
        {
            return _program.Signals ? ClearNotify(ref t) : NotifyHook(ref t);
        }

        if (handles)
        {
            NoteUserStep(c, t);
            t.Place = ThreadPlace.Handler;
            return Did(Rule.TakeHandler);
        }

        if (kind is StepKind.Await)
        {
            return false;
        }

        // The step stays the next one until its last line, which is where its index goes on.
        Context(c).Next = (ushort)next;
        NoteUserStep(c, t);
        t.Place = kind switch
        {
            StepKind.Clone => ThreadPlace.CloneEnter,
            StepKind.Wait => ThreadPlace.WaitEnter,
            StepKind.Sigaction or StepKind.Sigmask => ThreadPlace.SignalsEnter,
            StepKind.Tick => ThreadPlace.Tick,
            StepKind.Exec => ThreadPlace.ExecEnter,
            StepKind.Syscall => ThreadPlace.SyscallEnter,
            _ => ThreadPlace.ExitEnter,
        };
        return Did(Rule.TakeActivity);
    }

    private readonly void NoteUserStep(int c, in ThreadState t)
    {
        if (t[ThreadFlags.Killed])
        {
            Break(Breach.UserStepAfterKill, c);
        }
    }

    /// <summary>Places of the kernel around utrace that only some scenarios come to.</summary>
    private bool KernelStep(int c, ref ThreadState t) => t.Place switch
    {
        ThreadPlace.Handler => Handler(c, ref t),
        ThreadPlace.HandlerReturn => HandlerReturn(c, ref t),
        ThreadPlace.Notify => NotifyHook(ref t),
        ThreadPlace.SignalsEnter => Line(c, ref t, Rule.SignalsEnter, ActivityStage.Enter, ThreadPlace.SignalsSet),
        ThreadPlace.SignalsSet => SignalsSet(c, ref t),
        ThreadPlace.NoteHook => NoteHook(c, ref t),
        ThreadPlace.NoteTell => NoteTell(c, ref t),
        ThreadPlace.StopBegin => StopBegin(c, ref t),
        ThreadPlace.JobReport => JobReport(c, ref t),
        ThreadPlace.JobStop => JobStop(c, ref t),
        ThreadPlace.JobTell => Tell(c, ref t, JctlType.Stopped, ThreadPlace.JobAsleep),
        ThreadPlace.JobAsleep => JobAsleep(ref t),
        ThreadPlace.StopTell => Tell(c, ref t, JctlType.Stopped, ThreadPlace.Stopped),
        ThreadPlace.ExitTell => Tell(c, ref t, JctlType.Stopped, ThreadPlace.Zombie),
        ThreadPlace.CloneEnter => CloneEnter(c, ref t),
        ThreadPlace.CloneMake => CloneMake(c, ref t),
        ThreadPlace.CloneHook => CloneHook(ref t),
        ThreadPlace.CloneStart => CloneStart(c, ref t),
        ThreadPlace.CloneFail => Line(c, ref t, Rule.CloneFails, ActivityStage.Fail, ThreadPlace.ExecDone),
        ThreadPlace.VforkHook => VforkHook(ref t),
        ThreadPlace.VforkWait => VforkWait(c, ref t),
        ThreadPlace.GroupExit => GroupExit(c, ref t),
        ThreadPlace.ExecKill => ExecKill(c, ref t),
        ThreadPlace.ExecMark => ExecMark(c, ref t),
        ThreadPlace.ExecWait => ExecWait(c, ref t),
        ThreadPlace.ExecTake => ExecTake(c, ref t),
        ThreadPlace.ExecReap => ExecReap(c, ref t),
        ThreadPlace.WaitEnter => Line(c, ref t, Rule.WaitEnter, ActivityStage.Enter, ThreadPlace.WaitAsleep),
        ThreadPlace.WaitAsleep => WaitAsleep(c, ref t),
        ThreadPlace.WaitReap => ReapOther(c, ref t, Activity(c).B, ThreadPlace.WaitBody),
        ThreadPlace.WaitBody => Line(c, ref t, Rule.WaitBody, ActivityStage.Body, ThreadPlace.ExecDone),
        ThreadPlace.WaitInterrupt => Line(c, ref t, Rule.WaitInterrupted, ActivityStage.Interrupt, ThreadPlace.ExecDone),
        _ => false,
    };

    private bool Tick(int c, ref ThreadState t)
    {
        Context(c).Next++;
        t.Place = ThreadPlace.User;
        if (t[ThreadFlags.Step])
        {
            t.Flags |= ThreadFlags.TrapPending | ThreadFlags.Sigp;
        }

        return Shows(Rule.TickLine, Labels.Ticked(c));
    }

    private bool ExecEnter(int c, ref ThreadState t)
    {
        var fails = Activity(c).B != 0;
        return Line(c, ref t, Rule.ExecEnter, ActivityStage.Enter, fails ? ThreadPlace.ExecFail : ExecsAlone(c) ? ThreadPlace.ExecHook : ThreadPlace.ExecKill);
    }

    /// <summary>Whether the thread's group never has another thread.</summary>
    private readonly bool ExecsAlone(int c) => !_program.Kin || !HasSiblings(c);

    private readonly bool HasSiblings(int c)
    {
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (i != c && GroupOf(i) == GroupOf(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The new image is set up: a vfork parent goes on, which is a step of its own, handlers are default again; then the hook.</summary>
    private bool ExecHook(int c, ref ThreadState t)
    {
        if (_program.Threads[c].IsCloned && !Kin(c).ReleasedParent)
        {
            ReleaseParent(c);
            return Did(Rule.ExecReleases);
        }

        if (t.Lock != 0)
        {
            return false;
        }

        if (_program.Signals)
        {
            Job(GroupOf(c)).Handled = 0;
        }

        return EventHook(ref t, HookKind.Exec, UtraceEvents.Exec, Rule.ExecHook, ThreadPlace.ExecDone);
    }

    private bool ActivityDone(int c, ref ThreadState t)
    {
        var activity = Activity(c);
        Context(c).Next++;
        t.Place = ThreadPlace.User;
        return Shows(Rule.ActivityDone, Labels.Staged(c, ActivityStage.Done, activity.A));
    }

    private readonly CompiledStep Activity(int c) => _program.Scripts[c][Context(c).Next];

    private bool Line(int c, ref ThreadState t, Rule rule, ActivityStage stage, ThreadPlace then)
    {
        t.Place = then;
        return Shows(rule, Labels.Staged(c, stage, Activity(c).A));
    }
}
