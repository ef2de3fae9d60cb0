using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>set_events (steps 6.3), in one step: the mark is read after the mask is written, and T writes the mark before it reads the mask.</summary>
internal ref partial struct Machine
{
    private const UtraceEvents DeathEvents = UtraceEvents.Death | UtraceEvents.Quiesce;

    private const UtraceEvents SyscallEvents = UtraceEvents.SyscallEntry | UtraceEvents.SyscallExit;

    private bool SetEventsCall(int c, ref CallFrame frame, in CompiledCall call)
    {
        ref var engine = ref Engine(call.Engine);
        var thread = _program.Engines[call.Engine].Thread;
        ref var t = ref Thread(thread);
        if (engine.Ops is not OpsKind.Table)
        {
            return Answer(ref frame, Errno.ESRCH, Rule.E2);
        }

        if (t.Lock != 0)
        {
            return false;
        }

        var old = engine.Events & ~(UtraceEvents.StopBit | StickyBit);
        var mask = call.Events;
        var cleared = old & ~mask;
        var dead = t.Exit is not ExitState.Alive;
        if (t[ThreadFlags.ReapRequested] && (Open || _program.VariantB))
        {
            // Any error (Z-04).
            return Otherwise() ? Answer(ref frame, Errno.EALREADY, Rule.E3Reap) : Answer(ref frame, Errno.ESRCH, Rule.E3);
        }

        if (dead && RefusesDead(t, old, mask, cleared, out var rule))
        {
            return Answer(ref frame, Errno.EALREADY, rule);
        }

        engine.Events = mask | (engine.Events & (UtraceEvents.StopBit | StickyBit));
        var before = t.Union;
        t.Union |= dead && Has(Fix.F09) ? mask & UtraceEvents.Reap : mask;
        if (Intersects(mask, SyscallEvents) && !Intersects(before, SyscallEvents))
        {
            t[ThreadFlags.Systr] = true;
        }

        if (!dead && Intersects(mask, UtraceEvents.Quiesce) && AsksForReport(ref t))
        {
            return Answer(ref frame, Errno.None, Rule.E6Report);
        }

        var reported = t.Reporting == call.Engine + 1 && thread != c && !dead && t.State is not (RunState.Jstop or RunState.Tstop);
        if (cleared is UtraceEvents.None)
        {
            // The repeat of a call that was in progress: the old documents let it say so again (Z-01).
            var repeats = reported && mask == old && t.Pass[PassFlags.SaidInProgress] && Otherwise();
            return Answer(ref frame, repeats ? Errno.EINPROGRESS : Errno.None, repeats ? Rule.E9Repeat : Rule.E6);
        }

        if (!reported)
        {
            return Answer(ref frame, Errno.None, Rule.E9);
        }

        // Only a callback of the disabled kinds needs the answer; giving it for any is allowed (SETEVENTS-06, Open). A driven world always gives it: there the line of a begin comes after the step.
        var other = _program.Driven is null && IsOpenForOther(thread, call.Engine, cleared) && Otherwise();
        t.Pass[PassFlags.SaidInProgress] |= !other;
        return Answer(ref frame, other ? Errno.None : Errno.EINPROGRESS, other ? Rule.E9Other : Rule.E9);
    }

    /// <summary>
    /// QUIESCE set on a stopped thread may ask for a report when that goes on: the documents promise it, the code of the time did not (Z-05). Not in the stop
    /// of a system call's entry, where a request repeats the callbacks (SYSCALL-08).
    /// </summary>
    private readonly bool AsksForReport(ref ThreadState t)
    {
        if (t.State is not (RunState.Tstop or RunState.Jstop) || t.Res is not ResumeAction.Resume || t.Hook is HookKind.SyscallEntry || !Otherwise())
        {
            return false;
        }

        Request(ref t, ResumeAction.Report);
        return true;
    }

    /// <summary>E4 and E5.</summary>
    private readonly bool RefusesDead(in ThreadState t, UtraceEvents old, UtraceEvents mask, UtraceEvents cleared, out Rule rule)
    {
        rule = Rule.E4;
        if (t[ThreadFlags.Dying] && Intersects(cleared, DeathEvents))
        {
            return true;
        }

        if (Open)
        {
            if (Intersects(mask & ~old, DeathEvents))
            {
                rule = Rule.E5;
                return true;
            }

            rule = Rule.E4Keep;
            return Intersects(mask, DeathEvents) && Otherwise();
        }

        if (_program.VariantB)
        {
            rule = Rule.E5;
            return Intersects(mask & ~old, DeathEvents);
        }

        return Intersects(mask, DeathEvents) || (t[ThreadFlags.ReapRequested] && Intersects(cleared, UtraceEvents.Reap));
    }

    /// <summary>Whether the engine's open callback is one that the cleared events do not disable.</summary>
    private readonly bool IsOpenForOther(int thread, int e, UtraceEvents cleared)
    {
        var open = Context(thread).Callback;
        if (open.Engine != e + 1)
        {
            return false;
        }

        var @event = Thread(thread).Pass.Event;
        return open.Kind switch
        {
            Callback.Quiesce => !Intersects(cleared, UtraceEvents.Quiesce | @event),
            Callback.Signal => !Intersects(cleared, UtraceEvents.Quiesce | AnySignal),
            _ => !Intersects(cleared, @event),
        };
    }
}
