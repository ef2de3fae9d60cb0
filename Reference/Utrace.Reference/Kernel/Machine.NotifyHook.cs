using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The notify hook (steps 6.9), last before user mode.</summary>
internal ref partial struct Machine
{
    /// <summary>The hook is due, and no signal is: one that comes from here on waits for the hook.</summary>
    private bool ClearNotify(ref ThreadState t)
    {
        t[ThreadFlags.Nres] = false;
        t.Place = ThreadPlace.Notify;
        return Did(Rule.ClearNotify);
    }

    /// <summary>H0 to H3 in one step: a request between them is one before them, or one that the flag shows again.</summary>
    private bool NotifyHook(ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        if (t.Place is ThreadPlace.User)
        {
            t[ThreadFlags.Nres] = false;
        }

        t.Place = ThreadPlace.User;
        if (_program.Signals)
        {
            // H1: a handler that was built without anybody asking makes no pass of its own (SIGNAL-23).
            Signals(_current)[SignalFlags.HandlerBuilt] = false;
        }

        if (t.Union is UtraceEvents.None)
        {
            return Did(Rule.H0);
        }

        var cleanUp = t[ThreadFlags.CleanUpOnly];
        var x = TakeRequest(ref t);
        switch (x)
        {
            case ResumeAction.Resume:
                return Did(Rule.H2);
            case ResumeAction.Report:
                BeginTurns(ref t, HookKind.Notify, UtraceEvents.None);
                if (!WantsPass(t.Union))
                {
                    t.Pass.Act = ResumeAction.Report;
                    t.Place = ThreadPlace.Fin;
                    return Did(Rule.H3Nobody);
                }

                if (cleanUp && Otherwise())
                {
                    // Only a DETACH asked: the other engines need not be called for it (QUIESCE-03, Open).
                    t.Pass.Act = ResumeAction.Report;
                    t.Place = ThreadPlace.Fin;
                    return Did(Rule.H3CleanUp);
                }

                return Did(Rule.H3);
            default:
                BeginTurns(ref t, HookKind.Notify, UtraceEvents.None);
                t.Pass.Act = x;
                t.Pass[PassFlags.Spurious] = false;
                t.Place = ThreadPlace.Fin;
                return Did(Rule.H3Step);
        }
    }

    private readonly bool WantsPass(UtraceEvents union) =>
        Intersects(union, Has(Fix.F04) ? UtraceEvents.Quiesce | UtraceEvents.StopBit : UtraceEvents.Quiesce);

    /// <summary>H4, FINRES.</summary>
    private bool Fin(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        var kept = false;
        if (t.Pass[PassFlags.Spurious] || t.Pass[PassFlags.Detached])
        {
            kept = ResetOwn(c, ref t, mayKeep: !t.Pass[PassFlags.Detached]);
            if (Context(c).Outer.List != 0)
            {
                t.Then = ThreadPlace.Fin;
                t.Place = ThreadPlace.Drop;
                return Did(Rule.N4);
            }
        }

        FinAct(ref t);
        return Did(kept ? Rule.N4Kept : Rule.H4);
    }

    private readonly void FinAct(ref ThreadState t)
    {
        switch (t.Pass.Act)
        {
            case ResumeAction.Stop:
                KeepForStop(ref t);
                return;
            case ResumeAction.Interrupt:
                t[ThreadFlags.Sigp] = true;
                break;
            case ResumeAction.SingleStep:
            case ResumeAction.BlockStep:
                t[ThreadFlags.Step] = _program.Threads[_current].Step is not StepHardware.None;
                break;
            default:
                t[ThreadFlags.Step] = false;
                break;
        }

        switch (t.Hook)
        {
            case HookKind.Signal:
                t.Place = ThreadPlace.SignalOver;
                break;
            case HookKind.SignalResume:
                LeavePass(ref t, ThreadPlace.SignalHook);
                break;
            default:
                LeavePass(ref t, ThreadPlace.User);
                break;
        }
    }
}
