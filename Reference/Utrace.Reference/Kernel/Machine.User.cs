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
        ref var t = ref Thread(c);
        return t.Place switch
        {
            ThreadPlace.User => UserMode(c, ref t),
            ThreadPlace.Tick => Tick(c, ref t),
            ThreadPlace.ExecEnter => ExecEnter(c, ref t),
            ThreadPlace.ExecHook => ExecHook(ref t),
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
            ThreadPlace.DeathBegin => DeathBegin(ref t),
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
            ThreadPlace.PassRecord => PassRecordStep(ref t),
            ThreadPlace.PassReset => PassReset(c, ref t),
            ThreadPlace.Drop => DropOwn(c, ref t),
            ThreadPlace.Fin => Fin(c, ref t),
            ThreadPlace.StopTry => StopTry(c, ref t),
            ThreadPlace.StopRecheck => StopRecheck(ref t),
            ThreadPlace.Stopped => Stopped(ref t),
            ThreadPlace.SignalHook => SignalHook(ref t),
            ThreadPlace.SignalOver => SignalOver(ref t),
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
        if (kind is StepKind.Open or StepKind.User && (!requested || _choices.Choose(2) == 1))
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
            return NotifyHook(ref t);
        }

        if (kind is StepKind.Await)
        {
            return false;
        }

        // The step stays the next one until its last line, which is where its index goes on.
        Context(c).Next = (ushort)next;
        if (t[ThreadFlags.Killed])
        {
            Break(Breach.UserStepAfterKill, c);
        }

        t.Place = kind switch
        {
            StepKind.Tick => ThreadPlace.Tick,
            StepKind.Exec => ThreadPlace.ExecEnter,
            StepKind.Syscall => ThreadPlace.SyscallEnter,
            _ => ThreadPlace.ExitEnter,
        };
        return Did(Rule.TakeActivity);
    }

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
        return Line(c, ref t, Rule.ExecEnter, ActivityStage.Enter, fails ? ThreadPlace.ExecFail : ThreadPlace.ExecHook);
    }

    private bool ExecHook(ref ThreadState t) => EventHook(ref t, HookKind.Exec, UtraceEvents.Exec, Rule.ExecHook, ThreadPlace.ExecDone);

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
