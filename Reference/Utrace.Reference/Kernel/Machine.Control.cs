using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>control (steps 6.1).</summary>
internal ref partial struct Machine
{
    /// <summary>Beside the stop bit: the engine's own results do not withdraw it (PROPOSED-02).</summary>
    private const UtraceEvents StickyBit = (UtraceEvents)(1 << 15);

    /// <summary>
    /// C1 to C9 in one step, but for DETACH of a running thread, the wake-up, and a mask that somebody may take QUIESCE from behind C2: what C3 reads
    /// before the lock it could as well read when it is taken, and T sees no two of the other writes apart.
    /// </summary>
    private bool ControlCall(int c, ref CallFrame frame, in CompiledCall call)
    {
        ref var engine = ref Engine(call.Engine);
        var index = _program.Engines[call.Engine].Thread;
        ref var t = ref Thread(index);
        var sticky = call.Action == Words.StickyStop;
        if (call.Action > (uint)ResumeAction.Detach && !sticky)
        {
            return Answer(ref frame, Errno.EINVAL, Rule.C1);
        }

        var action = sticky ? ResumeAction.Stop : (ResumeAction)call.Action;
        var needsQuiesce = action is ResumeAction.Report or ResumeAction.SingleStep or ResumeAction.BlockStep;
        if (engine.Ops is not OpsKind.Table)
        {
            // A detached engine has no mask left either: both codes are right (Z-02).
            var lacks = !Intersects(engine.Events, UtraceEvents.Quiesce);
            var invalid = needsQuiesce && (Open ? Otherwise() : lacks);
            return Answer(ref frame, invalid ? Errno.EINVAL : Errno.ESRCH, invalid ? Rule.C2Gone : Rule.C3);
        }

        if (needsQuiesce && frame.Place is CallPlace.Body)
        {
            if (!Intersects(engine.Events, UtraceEvents.Quiesce))
            {
                return Answer(ref frame, Errno.EINVAL, Rule.C2);
            }

            if (MayLoseQuiesce(call.Engine))
            {
                frame.Place = CallPlace.MaskRead;
                return Did(Rule.C2Read);
            }
        }

        if (t.Lock != 0)
        {
            return false;
        }

        if (_program.VariantB && t[ThreadFlags.ReapRequested])
        {
            return Answer(ref frame, Errno.ESRCH, Rule.C5);
        }

        var wake = t.State is RunState.Tstop;
        if (t.Exit is not ExitState.Alive)
        {
            if (action is not ResumeAction.Detach)
            {
                return Answer(ref frame, Errno.ESRCH, Rule.C7);
            }

            if (t[ThreadFlags.ReapRequested] || t[ThreadFlags.Dying])
            {
                // Both at once: the death report still runs and the reap waits for it; either code says too late (DEATH-06, DETACH-08).
                var both = t[ThreadFlags.ReapRequested] && t[ThreadFlags.Dying] && Otherwise();
                return Answer(
                    ref frame,
                    t[ThreadFlags.ReapRequested] && !both ? Errno.ESRCH : Errno.EALREADY,
                    both ? Rule.C7Both : Rule.C7Detach);
            }

            wake = true;
        }

        var held = Intersects(engine.Events, UtraceEvents.StopBit);
        switch (action)
        {
            case ResumeAction.Stop:
                engine.Events = (engine.Events & ~StickyBit) | UtraceEvents.StopBit | (sticky ? StickyBit : UtraceEvents.None);
                t.Union |= UtraceEvents.StopBit;
                if (!wake && !AskStop(ref t, cleanUp: false))
                {
                    frame.Errno = Errno.EINPROGRESS;
                }

                frame.Place = CallPlace.Return;
                return Did(Rule.C8Stop);
            case ResumeAction.Detach:
                return BeginDetach(c, index, ref t, ref engine, ref frame, call, wake);
            default:
                break;
        }

        var hardware = _program.Threads[index].Step;
        if (hardware is StepHardware.None && action is ResumeAction.SingleStep or ResumeAction.BlockStep)
        {
            return Answer(ref frame, Errno.EOPNOTSUPP, Rule.C8NoStep);
        }

        action = hardware is StepHardware.Single && action is ResumeAction.BlockStep ? ResumeAction.SingleStep : action;
        engine.Events &= ~(UtraceEvents.StopBit | StickyBit);
        if (Has(Fix.F01) && held)
        {
            t.Union &= ~UtraceEvents.StopBit;
        }

        var forgets = action is ResumeAction.Resume && ForgetsStep(ref t, call.Engine);
        var stepper = action is ResumeAction.SingleStep or ResumeAction.BlockStep ? StepperWith(t, call.Engine) : (byte)0;
        if (needsQuiesce && action < t.Res)
        {
            t.Res = action;
            t[ThreadFlags.CleanUpOnly] = false;
            t[ThreadFlags.Nres] = true;
        }
        else if (action is ResumeAction.Report)
        {
            t[ThreadFlags.CleanUpOnly] = false;
        }
        else if (action is ResumeAction.Interrupt && t.Res is not ResumeAction.Interrupt)
        {
            t.Res = ResumeAction.Interrupt;
            t[ThreadFlags.CleanUpOnly] = false;
            t[ThreadFlags.Sigp] = true;
            if (!wake && t.State is RunState.SleepInterruptible)
            {
                t.State = RunState.Run;
            }
        }

        if (t.Res is ResumeAction.SingleStep or ResumeAction.BlockStep && action is ResumeAction.SingleStep or ResumeAction.BlockStep)
        {
            t.Stepper = stepper;
        }

        if (wake)
        {
            ResetOther(c, ref t, ref frame);
        }
        else
        {
            frame.Place = CallPlace.Return;
        }

        return Did(action switch
        {
            _ when forgets => Rule.C8StepForgotten,
            ResumeAction.Resume => Rule.C8Resume,
            ResumeAction.Interrupt => Rule.C8Interrupt,
            ResumeAction.Report => Rule.C8Report,
            _ => Rule.C8Step,
        });
    }

    /// <summary>Who alone asks for a step once this engine asks too: nobody where another did before.</summary>
    private readonly byte StepperWith(in ThreadState t, int engine) =>
        _program.Open && (t.Res is not (ResumeAction.SingleStep or ResumeAction.BlockStep) || t.Stepper == engine + 1) ? (byte)(engine + 1) : (byte)0;

    /// <summary>A step that this engine alone asked for may go with its wish, or be made all the same (STEP-07).</summary>
    private readonly bool ForgetsStep(ref ThreadState t, int engine)
    {
        if (t.Stepper != engine + 1 || !Otherwise())
        {
            return false;
        }

        t.Res = ResumeAction.Resume;
        return true;
    }

    /// <summary>w1. Where T cannot see the two writes apart, w2 follows in the same step.</summary>
    private bool BeginDetach(
        int c, int thread, ref ThreadState t, ref EngineState engine, ref CallFrame frame, in CompiledCall call, bool wake)
    {
        if (Intersects(engine.Events, UtraceEvents.StopBit))
        {
            t.Union &= ~UtraceEvents.StopBit;
        }

        _ = ForgetsStep(ref t, call.Engine);
        engine.Ops = OpsKind.Stub;
        t.Lock = (byte)(c + 1);
        frame.Place = CallPlace.DetachStore;
        return wake || c == thread ? DetachStore(c, ref t, ref frame, call) : Did(Rule.C8Detach1);
    }

    /// <summary>w2 and the rest of DETACH.</summary>
    private bool DetachStore(int c, ref ThreadState t, ref CallFrame frame, in CompiledCall call)
    {
        ref var engine = ref Engine(call.Engine);
        engine.Events = UtraceEvents.Quiesce;
        var own = c == _program.Engines[call.Engine].Thread;
        if (t.State is RunState.Tstop || t.Exit is not ExitState.Alive || AskStop(ref t, cleanUp: true))
        {
            NoteDetached(ref engine, call.Engine, own);
            ResetOther(c, ref t, ref frame);
            return Did(Rule.C8Detach2);
        }

        t.Lock = 0;
        frame.Place = CallPlace.Return;
        if (t.Reporting != call.Engine + 1)
        {
            NoteDetached(ref engine, call.Engine, own);
            return Did(Rule.C8Detach2);
        }

        if (own && Otherwise())
        {
            // The documents do not say whether one's own callback is in progress to oneself (Z-19).
            return Did(Rule.C8DetachOwn);
        }

        frame.Errno = Errno.EINPROGRESS;
        return Did(Rule.C8Detach2);
    }

    private readonly void NoteDetached(ref EngineState engine, int e, bool own)
    {
        if (!own && (engine.Ghosts & EngineGhosts.Open) != 0)
        {
            Break(Breach.DetachDuringCallback, e);
        }

        engine.Ghosts |= EngineGhosts.DetachedForGood;
    }

    /// <summary>ASKSTOP: whether the thread is in a traced stop; else a report is asked for before user mode.</summary>
    private static bool AskStop(ref ThreadState t, bool cleanUp)
    {
        if (t.State is RunState.Jstop)
        {
            t.State = RunState.Tstop;
        }
        else if (t.Res > ResumeAction.Report)
        {
            t.Res = ResumeAction.Report;
            t[ThreadFlags.Nres] = true;
            t[ThreadFlags.CleanUpOnly] = cleanUp;
        }
        else if (!cleanUp)
        {
            t[ThreadFlags.CleanUpOnly] = false;
        }

        return t.State is RunState.Tstop;
    }

    /// <summary>Whether some call of this world takes QUIESCE from the engine's mask.</summary>
    private readonly bool MayLoseQuiesce(int engine)
    {
        foreach (var call in _program.Calls)
        {
            if (call.Function is ApiFunction.SetEvents && call.Engine == engine && !Intersects(call.Events, UtraceEvents.Quiesce))
            {
                return true;
            }
        }

        return false;
    }
}
