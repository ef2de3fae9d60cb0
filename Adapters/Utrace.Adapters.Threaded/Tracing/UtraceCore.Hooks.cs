using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters.Threaded;

/// <summary>The hooks of events: exec, system call entry and exit, exit (steps 6.8), and the notify hook before user mode (steps 6.9).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>exec.</summary>
    public void ReportExec(Tracee tracee)
    {
        if (!IsTraced(tracee, UtraceEvents.Exec))
        {
            return;
        }

        ReportWithoutStop(tracee, UtraceEvents.Exec, Callback.Exec);
        if (decide.DropsEnginesAtExec)
        {
            DetachAll(tracee);
        }
    }

    /// <summary>System call exit.</summary>
    public void ReportSyscallExit(Tracee tracee)
    {
        if (IsTraced(tracee, UtraceEvents.SyscallExit))
        {
            ReportWithoutStop(tracee, UtraceEvents.SyscallExit, Callback.SyscallExit);
        }
    }

    /// <summary>System call entry: engines in reverse order; a STOP is taken at once, and repeated reports follow it where asked for. True: ABORT.</summary>
    public bool ReportSyscallEntry(Tracee tracee)
    {
        if (!IsTraced(tracee, UtraceEvents.SyscallEntry))
        {
            return false;
        }

        var pass = new ReportPass(UtraceEvents.SyscallEntry, Callback.SyscallEntry);
        while (true)
        {
            StartReport(tracee);
            MakeReports(tracee, pass);
            FinishReport(tracee, pass, willNotStop: decide.EntryStopsLater);
            if (pass.Action is not ResumeAction.Stop || decide.EntryStopsLater)
            {
                break;
            }

            Stop(tracee, pass);
            ledger.Pause(tracee.Name, PausePoints.S7);
            if (tracee.KillPending)
            {
                return decide.KilledEntryAborts || decide.HonoursAbort && IsAbort(pass.Word); // SYSCALL-09
            }

            ledger.Pause(tracee.Name, PausePoints.Lock);
            if (!decide.RepeatsEntry(tracee.Record.Resume))
            {
                break;
            }

            pass.BeginRepeat(decide.RepeatStartsAfresh, decide.RepeatIsMarked);
        }

        return decide.HonoursAbort && IsAbort(pass.Word);
    }

    /// <summary>The thread begins to exit; answers the code as engines left it.</summary>
    public int ReportExit(Tracee tracee, int status)
    {
        if (!IsTraced(tracee, UtraceEvents.Exit))
        {
            return status;
        }

        var pass = new ReportPass(UtraceEvents.Exit, Callback.Exit) { OriginalCode = status, Code = status };
        StartReport(tracee);
        MakeReports(tracee, pass);
        FinishReport(tracee, pass, willNotStop: true);
        if (pass.Action is ResumeAction.Stop && decide.ExitStops)
        {
            Stop(tracee, pass);
        }

        return decide.ExitCodeResult(pass);
    }

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
                return; // H2
            case ResumeAction.Report when decide.ReportMakesPass && SomebodyWantsReport(tracee):
                MakeReports(tracee, pass); // H3
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

    private static bool IsAbort(uint word) => (word & 0xf0) == (uint)SyscallAction.Abort;

    private static bool IsTraced(Tracee tracee, UtraceEvents events) => (tracee.UtraceFlags & events) != 0;

    /// <summary>Whether a pass before user mode has anything to do: a stop alone is enough (STOP-06), and so is a marked engine.</summary>
    private static bool SomebodyWantsReport(Tracee tracee) => tracee.Record.Lock.Section(tracee.Name, () =>
        tracee.Record.Engines.Any(e => e.Table is EngineTable.Stub || (e.Flags & (UtraceEvents.Quiesce | UtraceEvents.StopBit)) != 0));

    private void ReportWithoutStop(Tracee tracee, UtraceEvents @event, Callback callback)
    {
        var pass = new ReportPass(@event, callback);
        StartReport(tracee);
        MakeReports(tracee, pass);
        FinishReport(tracee, pass, willNotStop: true);
    }

    private void DetachAll(Tracee tracee)
    {
        tracee.Record.Lock.Section(tracee.Name, () =>
        {
            foreach (var engine in tracee.Record.Engines)
            {
                engine.Table = EngineTable.Stub;
            }
        });
        ResetAndRelease(tracee, tracee.Name);
    }
}
