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

        var pass = new ReportPass(UtraceEvents.Clone, Callback.Clone) { CloneKind = kind, Child = child.Name };
        StartReport(tracee);
        MakeReports(tracee, pass);
        FinishReport(tracee, pass, willNotStop: kind is not CloneKind.Vfork);
        return pass;
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
