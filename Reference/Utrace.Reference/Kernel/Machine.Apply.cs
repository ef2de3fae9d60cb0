using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>What a callback's result does (steps 6.6, P).</summary>
internal ref partial struct Machine
{
    /// <summary>
    /// P1 to P6 in one step: between them only this engine's stop bit and table can change, and each such change has the same effect before or after.
    /// P7 is a step of its own: what happens between them sees the result applied and the mark still set (BARRIER-02).
    /// </summary>
    private bool Apply(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        var e = t.Pass.Turn - 1;
        ref var engine = ref Engine(e);
        var action = t.Pass.Returned;
        var bits = t.Pass.ReturnedBits;
        t.Pass.Returned = default;
        t.Pass.ReturnedBits = 0;
        engine.Ghosts &= ~EngineGhosts.Open;
        t.Place = ThreadPlace.Unmark;
        var signal = t.Hook is HookKind.Signal;
        if (!t.Pass[PassFlags.Quiesce] || (!signal && !Has(Fix.F07)))
        {
            t.Pass.Word = bits;
        }

        if (action is ResumeAction.Detach)
        {
            engine.Ops = OpsKind.Stub;
        }

        if (engine.Ops is OpsKind.Stub)
        {
            t.Pass[PassFlags.Detached] = true;
            return Did(action is ResumeAction.Detach ? Rule.P2 : Rule.P3);
        }

        if (t.Hook is HookKind.Death)
        {
            return Did(Rule.DeathResult);
        }

        var kept = action;
        if (signal && action is ResumeAction.Report or ResumeAction.Interrupt)
        {
            // Dropped where nobody stops; another engine's stop does not lose it (Z-08).
            action = ResumeAction.Resume;
            kept = Has(Fix.Z08) ? kept : action;
        }

        t.Pass.Act = Min(t.Pass.Act, action);
        if (action is not ResumeAction.Stop)
        {
            t.Pass.Keep = Min(t.Pass.Keep, kept);
            if (Intersects(engine.Events, StickyBit))
            {
                t.Pass.Act = ResumeAction.Stop;
                return Did(Rule.P5Sticky);
            }

            engine.Events &= ~UtraceEvents.StopBit;
            return Did(Rule.P5);
        }

        engine.Events |= UtraceEvents.StopBit;
        t.Union |= UtraceEvents.StopBit;
        return Did(Rule.P6);
    }

    private static ResumeAction Min(ResumeAction a, ResumeAction b) => a < b ? a : b;

    /// <summary>P7 and P8; whether a specific callback may follow.</summary>
    private bool Unmark(ref ThreadState t)
    {
        var e = t.Pass.Turn - 1;
        var afterQuiesce = t.Pass[PassFlags.Quiesce] && t.Hook is not HookKind.Signal;
        var detached = Engine(e).Ops is OpsKind.Stub;
        var shortcut = _program.VariantB && t.Pass.Event is UtraceEvents.None;
        var before = t.Pass.Before;
        EndTurn(ref t);
        if (afterQuiesce && !detached)
        {
            if (shortcut)
            {
                t.Pass[PassFlags.Spurious] = false;
            }
            else
            {
                t.Pass.Before = before;
                t.Place = ThreadPlace.TurnRemark;
            }
        }

        return Did(Rule.P7);
    }
}
