using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The two hooks of a clone (steps 6.8, 7.3).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>In the parent, while the child exists and cannot run (CLONE-01). Answers what a vfork keeps for its second hook; null where nobody was asked.</summary>
    public ReportPass? ReportClone(Tracee tracee, Tracee child, CloneKind kind)
    {
        if (!IsTraced(tracee, UtraceEvents.Clone))
        {
            return null;
        }

        var pass = new ReportPass(UtraceEvents.Clone, Callback.Clone) { CloneKind = decide.KindShown(kind), Child = child.Name };
        StartReport(tracee);
        MakeReports(tracee, pass);
        AskAgainForVforkStop(pass, tracee, kind);
        FinishReport(tracee, pass, willNotStop: kind is not CloneKind.Vfork);
        if (pass.Action is ResumeAction.Stop && kind is not CloneKind.Vfork && !decide.CloneStopsBeforeUserMode)
        {
            Stop(tracee, pass);
        }

        return pass;
    }

    /// <summary>What the child was given before it can run: as it is, in a right implementation (CLONE-03, CLONE-04).</summary>
    public void StartChild(Tracee child)
    {
        if (!decide.ChildKeepsStops)
        {
            child.Record.Lock.Section(child.Name, () => WithdrawAllStops(child));
        }
        else if (!decide.ChildKeepsRequests && child.Record.Engines.All(e => !e.WantsStop))
        {
            ForgetRequests(child);
        }

        child.Start();
    }

    /// <summary>The child's record is empty (CLONE-05); a fault begins its list as a copy of its maker's, for look-ups to find.</summary>
    public void BeginRecord(Tracee child, Tracee maker)
    {
        if (!decide.ChildStartsUntraced)
        {
            child.Record.Attached = [.. maker.Record.Engines];
        }
    }

    /// <summary>Only a fault remembers, for the next vfork, who stopped one (VFORK-05).</summary>
    private void AskAgainForVforkStop(ReportPass pass, Tracee tracee, CloneKind kind)
    {
        if (kind is not CloneKind.Vfork || decide.VforkForgetsStop)
        {
            return;
        }

        tracee.Record.Lock.Section(tracee.Name, () =>
        {
            foreach (var engine in tracee.Record.Attached)
            {
                engine.HasStoppedVfork |= engine.WantsStop;
                if (engine.HasStoppedVfork)
                {
                    engine.Flags |= UtraceEvents.StopBit;
                    pass.Action = ResumeAction.Stop;
                }
            }
        });
    }

    /// <summary>
    /// The second hook of a vfork: the stop that the report asked for, once the child runs and before the parent waits for it (VFORK-01, VFORK-02). What the pass came to
    /// is the call's own, so that it cannot stay behind for a later vfork (VFORK-05), and it has what other engines asked for beside the stop (VFORK-04).
    /// </summary>
    public void StopAfterVfork(Tracee tracee, ReportPass? pass)
    {
        if (pass is { Action: ResumeAction.Stop } && IsTraced(tracee, UtraceEvents.Clone))
        {
            pass.Keep = decide.VforkKeepsRequests ? pass.Keep : ResumeAction.Resume;
            Stop(tracee, pass);
        }
    }
}
