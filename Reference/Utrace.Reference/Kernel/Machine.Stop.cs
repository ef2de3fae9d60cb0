using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The actual stop (steps 6.7).</summary>
internal ref partial struct Machine
{
    /// <summary>Goes to STOP(L.keep); what the stop and the hook behind it do not read is cleared.</summary>
    private static void KeepForStop(ref ThreadState t)
    {
        t.Pass.Event = UtraceEvents.None;
        t.Pass.Act = ResumeAction.Stop;
        t.Pass.Flags &= PassFlags.Trap;
        t.Then = default;
        t.Place = ThreadPlace.StopTry;
    }

    /// <summary>
    /// S1 to S5 in one step: all under the lock, and T alone writes what others read unlocked here.
    /// </summary>
    private bool StopTry(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        var wanted = Has(Fix.F02) ? AnyWantsStop(t) : Intersects(t.Union, UtraceEvents.StopBit);

        // Whether report_exit holds a thread that dies of a kill is open (Z-09).
        var leaves = wanted && !t[ThreadFlags.KillPending] && t.Hook is HookKind.Exit && t[ThreadFlags.Killed] && Otherwise();
        if (t.Pass.Keep < t.Res)
        {
            Request(ref t, t.Pass.Keep);
        }

        if (!wanted)
        {
            ResetOwn(c, ref t, mayKeep: false);
            if (Context(c).Outer.List != 0)
            {
                t.Then = ThreadPlace.StopRecheck;
                t.Place = ThreadPlace.Drop;
            }
            else if (!Intersects(t.Union, UtraceEvents.StopBit))
            {
                StopOver(ref t);
            }

            return Did(Rule.S3);
        }

        if (t[ThreadFlags.KillPending] || leaves)
        {
            StopOver(ref t);
            return Did(leaves ? Rule.S4KilledExit : Rule.S4);
        }

        t.State = RunState.Tstop;
        t.Place = MustJoin(c) && CountOff(c) ? ThreadPlace.StopTell : ThreadPlace.Stopped;
        return Did(Rule.S5);
    }

    private bool StopRecheck(ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        if (Intersects(t.Union, UtraceEvents.StopBit))
        {
            t.Place = ThreadPlace.StopTry;
        }
        else
        {
            StopOver(ref t);
        }

        return Did(Rule.S3);
    }

    /// <summary>S7 to S9.</summary>
    private bool Stopped(ref ThreadState t)
    {
        // Only KILL-06 asks for the free lock here; at system-call entry the next step would take it anyway.
        if (t.State is not RunState.Run || (t.Lock != 0 && (t[ThreadFlags.KillPending] || t.Hook is HookKind.SyscallEntry)))
        {
            return false;
        }

        if (_program.Examines)
        {
            t.Switches++;
        }

        RecomputeSignals(ref t);
        StopOver(ref t);
        return Did(Rule.S9);
    }

    /// <summary>The thread looks anew whether its signal path is due.</summary>
    private readonly void RecomputeSignals(ref ThreadState t) => t[ThreadFlags.Sigp] =
        t.Res is ResumeAction.Interrupt || t[ThreadFlags.KillPending] || NextSignal(_current, t) is not null || MustJoin(_current);

    /// <summary>Where a hook goes after STOP returned.</summary>
    private static void StopOver(ref ThreadState t)
    {
        switch (t.Hook)
        {
            case HookKind.SyscallEntry:
                SyscallEntryAfterStop(ref t);
                break;
            case HookKind.Vfork:
                LeavePass(ref t, ThreadPlace.VforkWait);
                break;
            case HookKind.Exit:
                LeavePass(ref t, ThreadPlace.Zombie);
                break;
            case HookKind.Signal:
                t.Place = ThreadPlace.SignalOver;
                break;
            default:
                LeavePass(ref t, ThreadPlace.User);
                break;
        }
    }
}
