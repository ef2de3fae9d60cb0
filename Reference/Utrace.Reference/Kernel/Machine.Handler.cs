using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Kernel;

/// <summary>Handlers, and the changes of mask and dispositions.</summary>
internal ref partial struct Machine
{
    private const int SignalBits = 5;
    private const int FrameBits = SignalBits + 1;

    /// <summary>Builds a frame, blocks the signal, and calls the handler-built hook (steps 6.10).</summary>
    private void BuildFrame(ref ThreadState t, SignalNumber signal)
    {
        ref var mine = ref Signals(_current);
        var wasBlocked = (mine.Blocked >> (int)signal) & 1;
        mine.Blocked |= 1u << (int)signal;
        mine.Frames = (mine.Frames << FrameBits) | (wasBlocked << SignalBits) | (ulong)signal;
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

    /// <summary>The handler runs as one user step.</summary>
    private bool Handler(int c, ref ThreadState t)
    {
        t.Place = ThreadPlace.HandlerReturn;
        return Shows(Rule.HandlerLine, Labels.Handler(c, TopFrame(c)));
    }

    private readonly SignalNumber TopFrame(int c) => (SignalNumber)(Signals(c).Frames & ((1u << SignalBits) - 1));

    /// <summary>It returns: its frame goes, and the mask is as before it.</summary>
    private bool HandlerReturn(int c, ref ThreadState t)
    {
        ref var mine = ref Signals(c);
        if (((mine.Frames >> SignalBits) & 1) == 0)
        {
            mine.Blocked &= ~(1u << (int)TopFrame(c));
        }

        mine.Frames >>= FrameBits;
        t.Place = ThreadPlace.User;
        if (t[ThreadFlags.Step])
        {
            t[ThreadFlags.TrapPending] = true;
        }

        RecomputeSignals(ref t);
        return Did(Rule.HandlerReturn);
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
