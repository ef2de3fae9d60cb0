using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The end of a pass (steps 6.6, N).</summary>
internal ref partial struct Machine
{
    /// <summary>No engine is left.</summary>
    private bool TurnsOver(int c, ref ThreadState t)
    {
        t.Pass.Turn = 0;
        switch (t.Hook)
        {
            case HookKind.Notify:
                t.Place = ThreadPlace.Fin;
                return Did(Rule.TurnsOver);
            case HookKind.Signal:
                return SignalTurnsOver(c, ref t);
            case HookKind.Death:
                t.Place = ThreadPlace.DeathEnd;
                return Did(Rule.TurnsOver);
            default:
                return PassEnd(c, ref t);
        }
    }

    /// <summary>END: N2 to N4. Under FIX17 they are one step: the comparison is made under the lock.</summary>
    private bool PassEnd(int c, ref ThreadState t)
    {
        if (Has(Fix.F17))
        {
            return RecordAndReset(c, ref t);
        }

        var stronger = PassResult(t) < t.Res;
        t.Place = stronger ? ThreadPlace.PassRecord : ThreadPlace.PassReset;
        return Did(Rule.N2);
    }

    private readonly ResumeAction PassResult(in ThreadState t)
    {
        var mayStop = t.Hook is HookKind.SyscallEntry || (t.Hook is HookKind.Clone && (CloneKind)Activity(_current).B is CloneKind.Vfork);
        return t.Pass.Act is not ResumeAction.Stop ? t.Pass.Act : mayStop ? ResumeAction.Resume : ResumeAction.Report;
    }

    private bool RecordAndReset(int c, ref ThreadState t)
    {
        var x = PassResult(t);
        if (x < t.Res)
        {
            Request(ref t, x);
        }

        return Did(AfterRecord(c, ref t));
    }

    private bool PassRecordStep(ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        Request(ref t, PassResult(t));
        t.Place = ThreadPlace.PassReset;
        return Did(Rule.N3);
    }

    private bool PassReset(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        return Did(AfterRecord(c, ref t));
    }

    private Rule AfterRecord(int c, ref ThreadState t)
    {
        var rule = Rule.N3;
        if (t.Pass[PassFlags.Spurious] || t.Pass[PassFlags.Detached])
        {
            rule = ResetOwn(c, ref t, mayKeep: !t.Pass[PassFlags.Detached]) ? Rule.N4Kept : Rule.N4;
        }

        if (Context(c).Outer.List != 0)
        {
            t.Then = ThreadPlace.PassOver;
            t.Place = ThreadPlace.Drop;
        }
        else
        {
            PassOver(c, ref t);
        }

        return rule;
    }

    /// <summary>Sets the request and the flag that carries it out before user mode.</summary>
    private static void Request(ref ThreadState t, ResumeAction x)
    {
        t.Res = x;
        t[ThreadFlags.CleanUpOnly] = false;
        t.Flags |= x is ResumeAction.Interrupt ? ThreadFlags.Sigp : ThreadFlags.Nres;
    }

    /// <summary>Where a hook goes when its pass is over.</summary>
    private void PassOver(int c, ref ThreadState t)
    {
        var stops = t.Pass.Act is ResumeAction.Stop;
        switch (t.Hook)
        {
            case HookKind.Exec:
                LeavePass(ref t, ThreadPlace.ExecDone);
                break;
            case HookKind.SyscallExit:
                LeavePass(ref t, ThreadPlace.SyscallDone);
                break;
            case HookKind.SyscallEntry when !stops:
                SyscallEntryOut(ref t, killed: false);
                break;
            case HookKind.Exit when !stops:
                LeavePass(ref t, ThreadPlace.Zombie);
                break;
            case HookKind.Signal:
                SignalDeliver(c, ref t);
                break;
            case HookKind.Clone when stops && (CloneKind)Activity(c).B is CloneKind.Vfork:
                // vf: kept for the second hook, together with what the other engines asked for.
                t.Pass = new PassRecord { Act = ResumeAction.Stop, Keep = t.Pass.Keep };
                t.Then = default;
                t.Place = ThreadPlace.CloneStart;
                break;
            case HookKind.Clone:
                LeavePass(ref t, ThreadPlace.CloneStart);
                break;
            case HookKind.JobStop:
                LeavePass(ref t, ThreadPlace.JobStop);
                break;
            case HookKind.JobNote:
                LeavePass(ref t, ThreadPlace.NoteTell);
                break;
            case HookKind.JobExit:
                LeavePass(ref t, ThreadPlace.ExitTell);
                break;
            default:
                KeepForStop(ref t);
                break;
        }
    }
}
