using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The death report (steps 6.11, X).</summary>
internal ref partial struct Machine
{
    private bool DeathTest(int c, ref ThreadState t)
    {
        if (IsDeathReportDue(t))
        {
            t.Place = ThreadPlace.DeathBegin;
            return Did(Rule.X2);
        }

        return t.Lock == 0 && NoDeathReport(c, ref t);
    }

    private readonly bool IsDeathReportDue(in ThreadState t) =>
        Intersects(t.Union, (_program.Departures & Departure.DeathAskedFor) == 0 ? DeathEvents : UtraceEvents.Death);

    private bool NoDeathReport(int c, ref ThreadState t)
    {
        t[ThreadFlags.DeathOver] = true;
        t.Place = ThreadPlace.DeathOver;
        if (AnyMarked(t) && Otherwise())
        {
            // Marked engines may go here as well as with the reap (DETACH-12).
            ResetOwn(c, ref t, mayKeep: false);
            t.Pass = default;
            t.Then = ThreadPlace.DeathOver;
            t.Place = ThreadPlace.Drop;
            return Did(Rule.X2CleanUp);
        }

        return Did(Rule.X2Nobody);
    }

    private bool DeathBegin(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        // A reap that was postponed until the report's end still counts on it.
        if (Has(Fix.DeathDue) && !IsDeathReportDue(t) && !(t[ThreadFlags.ReapRequested] && (t.Attached | t.Waiting) != 0))
        {
            return NoDeathReport(c, ref t);
        }

        t[ThreadFlags.Dying] = true;
        t.Res = ResumeAction.Resume;
        Splice(ref t);
        BeginTurns(ref t, HookKind.Death, UtraceEvents.Death);
        return Did(Rule.X3);
    }

    private bool DeathEnd(int c, ref ThreadState t)
    {
        if (t.Lock != 0)
        {
            return false;
        }

        LeavePass(ref t, ThreadPlace.DeathOver);
        t.Flags &= ~(ThreadFlags.Dying | ThreadFlags.Sigp | ThreadFlags.Nres);
        t[ThreadFlags.DeathOver] = true;
        ref var frame = ref Context(c).Outer;
        if (t[ThreadFlags.ReapRequested])
        {
            TakeForReap(ref t, ref frame);
            t.Place = ThreadPlace.Reaping;
            return Did(Rule.X5Reap);
        }

        ResetOwn(c, ref t, mayKeep: false);
        t.Pass = default;
        if (frame.List != 0)
        {
            t.Then = ThreadPlace.DeathOver;
            t.Place = ThreadPlace.Drop;
        }

        return Did(Rule.X5);
    }

    private bool DeathOver(int c, ref ThreadState t)
    {
        if (!ReapsItself(c))
        {
            t.Place = ThreadPlace.DiedLine;
            return Did(Rule.Over);
        }

        // Y0 of the self-reap: the exit state is DEAD already.
        t[ThreadFlags.Taken] = true;
        t.Place = ThreadPlace.Reaping;
        Context(c).Outer.Place = CallPlace.ReapTest;
        return Did(Rule.Y0Self);
    }

    private bool DiedLine(int c, ref ThreadState t)
    {
        t.Place = ThreadPlace.Dead;
        t[ThreadFlags.Unlinked] |= ReapsItself(c);
        Context(c).Next = (ushort)_program.Scripts[c].Count;
        return Shows(Rule.DiedLine, Labels.Died(c));
    }
}
