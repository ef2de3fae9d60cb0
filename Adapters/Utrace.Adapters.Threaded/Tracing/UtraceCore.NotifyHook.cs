using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The notify hook, the last before user mode (steps 6.9).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>The last stop before user mode (H0-H4).</summary>
    public void NotifyHook(Tracee tracee)
    {
        ledger.Pause(tracee.Name, PausePoints.Lock);
        if (tracee.UtraceFlags is UtraceEvents.None)
        {
            if (!decide.ClearsNotifyFirst)
            {
                tracee.ForgetNotify();
            }

            return; // H0
        }

        if (tracee.Record.HandlerBuilt)
        {
            tracee.Record.Lock.Section(tracee.Name, () => ForgetHandler(tracee.Record)); // H1
        }

        var pass = new ReportPass(UtraceEvents.None, Callback.Quiesce);
        var request = StartReport(tracee);
        if (!decide.ClearsNotifyFirst)
        {
            ledger.Pause(tracee.Name, PausePoints.H0);
            tracee.ForgetNotify();
        }

        switch (request)
        {
            case ResumeAction.Resume:
                if (!decide.IdleHookLeavesStep)
                {
                    tracee.StepArmed = false;
                }

                return; // H2
            case ResumeAction.Report when decide.ReportMakesPass && (decide.CleanUpCallsOthers || !tracee.Record.TookCleanUp) && SomebodyWantsReport(tracee):
                MakeReports(tracee, pass); // H3
                pass.FoundDetached |= HasMarked(tracee);
                break;
            case ResumeAction.Report:
                pass.Action = ResumeAction.Report;
                break;
            default:
                pass.Action = request;
                pass.IsSpurious = false;
                break;
        }

        FinishResume(tracee, pass); // H4
    }

    /// <summary>Whether an engine was detached, perhaps behind its turn: a stop that another one holds may follow, and the detach is completed before it (DETACH-12).</summary>
    private static bool HasMarked(Tracee tracee) =>
        tracee.Record.Lock.Section(tracee.Name, () => tracee.Record.Engines.Any(e => e.Table is EngineTable.Stub));

    /// <summary>Whether a pass before user mode has anything to do: a stop alone is enough (STOP-06), and so is a marked engine.</summary>
    private bool SomebodyWantsReport(Tracee tracee) => tracee.Record.Lock.Section(tracee.Name, () =>
        tracee.Record.Engines.Any(e => e.Table is EngineTable.Stub || (e.Flags & (decide.StopAloneMakesPass ? UtraceEvents.Quiesce | UtraceEvents.StopBit : UtraceEvents.Quiesce)) != 0));
}
