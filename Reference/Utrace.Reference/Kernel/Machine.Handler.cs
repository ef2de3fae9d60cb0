using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Kernel;

/// <summary>Handlers, and the changes of mask and dispositions.</summary>
internal ref partial struct Machine
{
    private const int FrameBits = 5;

    /// <summary>Builds a frame, blocks the signal, and calls the handler-built hook (steps 6.10).</summary>
    private void BuildFrame(ref ThreadState t, SignalNumber signal)
    {
        ref var mine = ref Signals(_current);
        mine.Blocked |= 1u << (int)signal;
        mine.Frames = (mine.Frames << FrameBits) | (ulong)signal;
        RecomputeSignals(ref t);
        if (t.Union is UtraceEvents.None)
        {
            return;
        }

        mine[SignalFlags.HandlerBuilt] = true;
        if (t.Res > ResumeAction.Interrupt && t[ThreadFlags.Step])
        {
            Request(ref t, ResumeAction.Interrupt);
        }
        else if (t.Res is ResumeAction.Resume)
        {
            t[ThreadFlags.Nres] = true;
        }
    }

    /// <summary>The handler runs as one user step, and returns.</summary>
    private bool Handler(int c, ref ThreadState t)
    {
        ref var mine = ref Signals(c);
        var signal = (SignalNumber)(mine.Frames & ((1u << FrameBits) - 1));
        mine.Frames >>= FrameBits;
        mine.Blocked &= ~(1u << (int)signal);
        t.Place = ThreadPlace.User;
        if (t[ThreadFlags.Step])
        {
            t[ThreadFlags.TrapPending] = true;
        }

        RecomputeSignals(ref t);
        return Shows(Rule.HandlerLine, Labels.Handler(c, signal));
    }

    /// <summary>What sigaction and sigmask do, between their lines.</summary>
    private bool SignalsSet(int c, ref ThreadState t)
    {
        var activity = Activity(c);
        if (activity.Kind is StepKind.Sigmask)
        {
            Signals(c).Blocked = (uint)activity.B;
        }
        else
        {
            var signal = (SignalNumber)activity.B;
            var disposition = (Disposition)activity.Gate;
            Job(GroupOf(c)).Set(signal, disposition);
            if (disposition is Disposition.Ignore || (disposition is Disposition.Default && SignalSet.IgnoredByDefault.Has(signal)))
            {
                Remove(GroupOf(c), 1u << (int)signal);
            }
        }

        RecomputeSignals(ref t);
        t.Place = ThreadPlace.ExecDone;
        return Did(Rule.SignalsSet);
    }
}
