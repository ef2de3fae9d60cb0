using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The start of a reporting pass, and the order of its turns (steps 6.6).</summary>
internal ref partial struct Machine
{
    /// <summary>A plain event hook: the test of the union and the start of the pass are one step, since nothing that happens between them could not happen before.</summary>
    private bool EventHook(ref ThreadState t, HookKind hook, UtraceEvents @event, Rule rule, ThreadPlace otherwise)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        if (!Intersects(t.Union, @event))
        {
            t.Place = otherwise;
            return Did(Rule.HookNotWanted);
        }

        if (IsStale(t, @event) && Otherwise())
        {
            t.Place = otherwise;
            return Did(Rule.HookStale);
        }

        PassStart(ref t, hook, @event);
        return Did(rule);
    }

    /// <summary>Whether the union has an event that no engine wants any more: a pass for it could make quiesce callbacks only, which need not be (QUIESCE-02).</summary>
    private readonly bool IsStale(in ThreadState t, UtraceEvents @event)
    {
        for (var rest = t.Attached | t.Waiting; rest != 0; rest &= rest - 1)
        {
            ref var engine = ref Engine(System.Numerics.BitOperations.TrailingZeroCount(rest));
            if (engine.Ops is OpsKind.Table && Intersects(engine.Events, @event))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>PS; answers x. Starts the turns.</summary>
    private static ResumeAction PassStart(ref ThreadState t, HookKind hook, UtraceEvents @event)
    {
        var x = TakeRequest(ref t);
        BeginTurns(ref t, hook, @event);
        return x;
    }

    private static ResumeAction TakeRequest(ref ThreadState t)
    {
        var x = t.Res;
        if (t[ThreadFlags.Pending] || x is ResumeAction.Report or ResumeAction.SingleStep or ResumeAction.BlockStep)
        {
            Splice(ref t);
            if (x > ResumeAction.Interrupt)
            {
                t.Res = ResumeAction.Resume;
                t[ThreadFlags.CleanUpOnly] = false;
            }
        }

        return x;
    }

    private static void BeginTurns(ref ThreadState t, HookKind hook, UtraceEvents @event)
    {
        t.Hook = hook;
        t.Pass = new PassRecord { Event = @event, Act = ResumeAction.Resume, Keep = ResumeAction.Resume, Flags = PassFlags.Spurious };
        t.Place = ThreadPlace.TurnMark;
    }

    private static void Splice(ref ThreadState t)
    {
        t.Attached |= t.Waiting;
        t.Waiting = 0;
        t[ThreadFlags.Pending] = false;
    }

    private static void LeavePass(ref ThreadState t, ThreadPlace place)
    {
        t.Pass = default;
        t.Hook = HookKind.None;
        t.Then = default;
        t.Place = place;
    }

    private readonly int NextTurn(in ThreadState t)
    {
        var reverse = t.Hook is HookKind.SyscallEntry && (_program.Departures & Departure.ForwardEntry) == 0;
        var best = -1;
        for (var rest = t.Attached; rest != 0; rest &= rest - 1)
        {
            var e = System.Numerics.BitOperations.TrailingZeroCount(rest);
            var sequence = Engine(e).Sequence;
            if (t.Pass.Turn != 0)
            {
                var last = Engine(t.Pass.Turn - 1).Sequence;
                if (reverse ? sequence >= last : sequence <= last)
                {
                    continue;
                }
            }

            if (best < 0 || (reverse ? sequence > Engine(best).Sequence : sequence < Engine(best).Sequence))
            {
                best = e;
            }
        }

        return best;
    }
}
