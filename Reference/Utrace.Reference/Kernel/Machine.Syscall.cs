using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Kernel;

/// <summary>System calls (steps 6.8 and 7.1): the entry loop with its repeats, sleeping bodies, the exit hook.</summary>
internal ref partial struct Machine
{
    private bool SyscallEntryHook(ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        t[ThreadFlags.ExitReportOptional] = !Intersects(t.Union, UtraceEvents.SyscallExit);
        if (!t[ThreadFlags.Systr] || !Intersects(t.Union, UtraceEvents.SyscallEntry))
        {
            t.Place = ThreadPlace.SyscallBegin;
            return Did(Rule.SyscallUntraced);
        }

        if (IsStale(t, UtraceEvents.SyscallEntry) && Otherwise())
        {
            t.Place = ThreadPlace.SyscallBegin;
            return Did(Rule.HookStale);
        }

        PassStart(ref t, HookKind.SyscallEntry, UtraceEvents.SyscallEntry);
        return Did(Rule.SyscallEntryHook);
    }

    /// <summary>After the entry pass, or after the stop that it asked for.</summary>
    private static void SyscallEntryOut(ref ThreadState t, bool killed)
    {
        var abort = killed || (t.Pass.Word & 0xf0) == (int)SyscallAction.Abort;
        LeavePass(ref t, abort ? ThreadPlace.SyscallAbort : ThreadPlace.SyscallBegin);
    }

    /// <summary>A request that came with or during the stop makes the engines look again, at the same attempt (SYSCALL-07).</summary>
    private static void SyscallEntryAfterStop(ref ThreadState t)
    {
        if (t[ThreadFlags.KillPending])
        {
            SyscallEntryOut(ref t, killed: true);
        }
        else if (t.Res <= ResumeAction.Report)
        {
            var word = t.Pass.Word;
            PassStart(ref t, HookKind.SyscallEntry, UtraceEvents.SyscallEntry);
            t.Pass.Word = word;
            t.Pass[PassFlags.Resumed] = true;
        }
        else
        {
            SyscallEntryOut(ref t, killed: false);
        }
    }

    private bool SyscallAbort(int c, ref ThreadState t)
    {
        t[ThreadFlags.ExitReportOptional] = true;
        return Line(c, ref t, Rule.SyscallAborted, ActivityStage.Abort, ThreadPlace.SyscallExitHook);
    }

    private bool SyscallBegin(int c, ref ThreadState t)
    {
        var call = Activity(c);
        var gateOpen = call.Sleep is SleepKind.None || IsOpen(call.Gate);
        if (call.Sleep is SleepKind.Interruptible && t[ThreadFlags.Sigp] && (!gateOpen || _choices.Choose(2) == 1))
        {
            t.Place = ThreadPlace.SyscallInterrupt;
            return Did(Rule.SyscallInterruptible);
        }

        // An open gate is told to the thread a moment later, so that it may still fall asleep for that moment.
        if (gateOpen && (call.Sleep is SleepKind.None || _choices.Choose(2) == 0))
        {
            t.Place = ThreadPlace.SyscallBody;
            return Did(Rule.SyscallAwake);
        }

        t.State = call.Sleep is SleepKind.Interruptible ? RunState.SleepInterruptible : RunState.SleepUninterruptible;
        t.Place = ThreadPlace.SyscallAsleep;
        return Did(Rule.SyscallSleeps);
    }

    private bool SyscallAsleep(int c, ref ThreadState t)
    {
        var call = Activity(c);
        var interrupted = call.Sleep is SleepKind.Interruptible && t[ThreadFlags.Sigp];
        var gateOpen = IsOpen(call.Gate);
        if (!gateOpen && !interrupted)
        {
            return false;
        }

        if (interrupted && (!gateOpen || _choices.Choose(2) == 1))
        {
            t.Place = ThreadPlace.SyscallInterrupt;
            t.State = RunState.Run;
            return Did(Rule.SyscallInterruptible);
        }

        t.Place = ThreadPlace.SyscallBody;
        t.State = RunState.Run;
        return Did(Rule.SyscallAwake);
    }

    private bool SyscallExitHook(ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        var optional = t[ThreadFlags.ExitReportOptional] || t[ThreadFlags.Killed];
        var traced = (t[ThreadFlags.Systr] || t[ThreadFlags.Step]) && Intersects(t.Union, UtraceEvents.SyscallExit);
        if (traced && (optional || IsStale(t, UtraceEvents.SyscallExit)) && Otherwise())
        {
            t[ThreadFlags.ExitReportOptional] = false;
            t.Place = ThreadPlace.SyscallDone;
            return Did(Rule.SyscallExitLeftOut);
        }

        t[ThreadFlags.ExitReportOptional] = false;
        if (!traced)
        {
            t.Place = ThreadPlace.SyscallDone;
            return Did(Rule.SyscallUntraced);
        }

        PassStart(ref t, HookKind.SyscallExit, UtraceEvents.SyscallExit);
        return Did(Rule.SyscallExitHook);
    }
}
