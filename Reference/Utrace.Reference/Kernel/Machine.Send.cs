using System.Numerics;
using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>Sending a signal (steps 7.2): one step, but for the marking of a group that it kills.</summary>
internal ref partial struct Machine
{
    private bool SendCall(ref CallFrame frame, in CompiledCall call)
    {
        if (call.Signal is SignalNumber.SIGKILL)
        {
            return KillCall(ref frame, call.Thread);
        }

        ref var t = ref Thread(call.Thread);
        if (IsNobody(t))
        {
            return Answer(ref frame, Errno.ESRCH, Rule.KillReaped);
        }

        frame.Place = CallPlace.Return;
        var index = GroupOf(call.Thread);
        if (call.ToGroup ? LiveThreads(index, -1) == 0 : t.Exit is not ExitState.Alive)
        {
            return Did(Rule.SendDead);
        }

        frame.List = Post(call.Thread, call.Signal, call.ToGroup, out var rule);
        if (frame.List != 0)
        {
            frame.Place = CallPlace.KillMark;
        }

        return Did(rule);
    }

    private readonly bool IsNobody(in ThreadState t) =>
        t.Place is ThreadPlace.Unborn || t[ThreadFlags.Unlinked] || (t[ThreadFlags.Taken] && Otherwise());

    /// <summary>Sends; answers the threads that are now to be killed, where the signal is fatal at once.</summary>
    private readonly ulong Post(int thread, SignalNumber signal, bool toGroup, out Rule rule)
    {
        var index = GroupOf(thread);
        ref var job = ref Job(index);
        var bit = 1u << (int)signal;
        if (SignalSet.Stops.Has(signal))
        {
            Remove(index, 1u << (int)SignalNumber.SIGCONT);
        }
        else if (signal is SignalNumber.SIGCONT)
        {
            Remove(index, SignalSet.Stops.Bits);
            Continue(index);
        }

        var disposition = job.Of(signal);
        var ignored = disposition is Disposition.Ignore || (disposition is Disposition.Default && SignalSet.IgnoredByDefault.Has(signal));
        if (ignored && (Signals(thread).Blocked & bit) == 0 && !Intersects(Thread(thread).Union, UtraceEvents.SignalIgn))
        {
            rule = Rule.SendIgnored;
            return 0;
        }

        var target = toGroup ? Taker(thread, bit) : Takes(thread, bit) ? thread : -1;
        if (target >= 0 && IsFatalAtOnce(target, signal, disposition))
        {
            rule = Rule.SendFatal;
            MarkGroup(index, _program.CodeOf(signal));
            return LiveThreads(index, -1);
        }

        if (toGroup)
        {
            job.Pending |= bit;
        }
        else
        {
            Signals(thread).Pending |= bit;
        }

        if (target >= 0)
        {
            Alert(ref Thread(target));
        }

        rule = Rule.Send;
        return 0;
    }

    /// <summary>SIGP, and out of an interruptible sleep.</summary>
    private static void Alert(ref ThreadState t)
    {
        t[ThreadFlags.Sigp] = true;
        if (t.State is RunState.SleepInterruptible)
        {
            t.State = RunState.Run;
        }
    }

    private readonly bool IsFatalAtOnce(int target, SignalNumber signal, Disposition disposition) =>
        disposition is Disposition.Default
        && !SignalSet.Stops.Has(signal) && !SignalSet.IgnoredByDefault.Has(signal) && !SignalSet.Cores.Has(signal)
        && !Group(GroupOf(target)).Exiting && !Thread(target)[ThreadFlags.KillPending]
        && !Intersects(Thread(target).Union, UtraceEvents.SignalTerm | UtraceEvents.SignalCore);

    /// <summary>Whether a thread would be told of the signal now: alive, not exiting, not blocking it, in no stop.</summary>
    private readonly bool Takes(int thread, uint bit)
    {
        ref var t = ref Thread(thread);
        return t.Exit is ExitState.Alive && t.Place is not ThreadPlace.Unborn && t.State is not (RunState.Jstop or RunState.Tstop)
            && (Signals(thread).Blocked & bit) == 0 && !Signals(thread)[SignalFlags.Exiting];
    }

    /// <summary>Who takes a signal of the group: the named thread if it can, else any that can.</summary>
    private readonly int Taker(int named, uint bit)
    {
        if (Takes(named, bit))
        {
            return named;
        }

        var able = 0ul;
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            able |= GroupOf(i) == GroupOf(named) && Takes(i, bit) ? 1ul << i : 0;
        }

        if (able == 0)
        {
            return -1;
        }

        for (var skip = BitOperations.PopCount(able) > 1 ? _choices.Choose(BitOperations.PopCount(able)) : 0; skip > 0; skip--)
        {
            able &= able - 1;
        }

        return BitOperations.TrailingZeroCount(able);
    }

    private readonly void Remove(int group, uint signals)
    {
        Job(group).Pending &= ~signals;
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            if (GroupOf(i) == group)
            {
                Signals(i).Pending &= ~signals;
            }
        }
    }
}
