using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The hooks of events: exec, system call entry and exit, job control, exit (steps 6.8).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>exec.</summary>
    public void ReportExec(Tracee tracee)
    {
        if (!IsTraced(tracee, UtraceEvents.Exec))
        {
            return;
        }

        ReportWithoutStop(tracee, new ReportPass(UtraceEvents.Exec, Callback.Exec));
        if (decide.DropsEnginesAtExec)
        {
            DetachAll(tracee);
        }
    }

    /// <summary>System call exit.</summary>
    /// <param name="tracee">The thread.</param>
    /// <param name="aborted">The call was aborted.</param>
    public void ReportSyscallExit(Tracee tracee, bool aborted)
    {
        if (IsTraced(tracee, UtraceEvents.SyscallExit) && decide.ReportsSyscallExit(tracee, aborted))
        {
            ReportWithoutStop(tracee, new ReportPass(UtraceEvents.SyscallExit, Callback.SyscallExit));
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
        if (pass.Action is ResumeAction.Stop && decide.ExitStops && (decide.ExitHoldsKilled || tracee.Group.ExitStatus is not ExitStatuses.Killed))
        {
            Stop(tracee, pass);
        }

        return decide.ExitCodeResult(pass);
    }

    /// <summary>A job-control stop or continue (JCTL-02).</summary>
    /// <param name="tracee">The thread.</param>
    /// <param name="type">Stopped or Continued.</param>
    /// <param name="notify">What the parent is going to be told; asked at the instant in which the union is looked at.</param>
    public void ReportJctl(Tracee tracee, JctlType type, Func<JctlType> notify)
    {
        ledger.Pause(tracee.Name, PausePoints.Lock);
        var (isTraced, told) = ledger.Change(() => (IsTraced(tracee, UtraceEvents.Jctl), notify()));
        if (isTraced)
        {
            ReportWithoutStop(tracee, new ReportPass(UtraceEvents.Jctl, Callback.Jctl) { Type = type, Notify = decide.SaysWhatParentIsTold ? told : type });
        }
    }

    private static bool IsAbort(uint word) => (word & 0xf0) == (uint)SyscallAction.Abort;

    private static bool IsTraced(Tracee tracee, UtraceEvents events) => (tracee.UtraceFlags & events) != 0;

    /// <summary>A hook that is over with its pass; wake-ups that are due then come before anything else of the thread is seen.</summary>
    private void ReportWithoutStop(Tracee tracee, ReportPass pass)
    {
        StartReport(tracee);
        MakeReports(tracee, pass);
        FinishReport(tracee, pass, willNotStop: !decide.StopsWithinEvent);
        if (decide.StopsWithinEvent && pass.Action is ResumeAction.Stop)
        {
            Stop(tracee, pass);
        }

        TellWakeUps(tracee.Name);
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
