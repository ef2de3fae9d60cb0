using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters.Threaded;

/// <summary>The way out: exit report, death report, reap (steps 6.11, 7.5, 7.7).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>Everything from the exit hook to the end of the thread's own context.</summary>
    public void ExitThread(Tracee tracee, int status)
    {
        var left = decide.ReportsExit(tracee) ? ReportExit(tracee, status) : status;
        ledger.Pause(tracee.Name, PausePoints.Lock);
        TellWakeUps(tracee.Name);
        if (tracee.BeginExiting())
        {
            ReportJctl(tracee, JctlType.Stopped, () => JctlType.Stopped);
            ledger.Pause(tracee.Name, PausePoints.Lock);
            tracee.TellParent(JctlType.Stopped);
        }

        ledger.Pause(tracee.Name, PausePoints.Lock);
        if (!decide.DiesBeforeReport && IsTraced(tracee, decide.EventsThatMakeDeathReport))
        {
            ReportDeath(tracee);
        }

        tracee.Die(left); // X1; from here on others may reap.
        ledger.Pause(tracee.Name, PausePoints.X1);
        TellWakeUps(tracee.Name);
        if (decide.DiesBeforeReport && IsTraced(tracee, decide.EventsThatMakeDeathReport)) // X2
        {
            ledger.Pause(tracee.Name, PausePoints.X2);
            ReportDeath(tracee);
        }
        else
        {
            tracee.Record.Lock.Section(tracee.Name, () => tracee.Record.DeathReportOver = true);
        }

        if (tracee.ReapsItself)
        {
            ledger.Pause(tracee.Name, PausePoints.Lock);
            TellWakeUps(tracee.Name);
            tracee.BeginSelfReap();
            tracee.ReapIn(tracee.Name);
        }
    }

    /// <summary>The reap hook, in the context of whoever reaps. The thread is marked dead already (Y0).</summary>
    public void ReportReap(Tracee tracee, string context)
    {
        ledger.Pause(context, PausePoints.Y0);
        if (tracee.UtraceFlags is UtraceEvents.None)
        {
            return;
        }

        List<Engine>? engines = null;
        tracee.Record.Lock.Section(context, () =>
        {
            var isPostponed = IsTraced(tracee, decide.EventsThatPostponeReap) && decide.ReapWaitsForDeathReport; // Y2
            tracee.Record.ReapRequested = !isPostponed || decide.PostponedReapIsRecorded; // Y1
            engines = isPostponed ? null : TakeAllEngines(tracee); // Else at X5.
        });
        if (engines is null)
        {
            if (decide.ReaperBlocks)
            {
                ledger.Await(context, () => $"for the death report of {tracee.Name}", () => tracee.Record.DeathReportOver);
            }

            return;
        }

        ReapEngines(engines, tracee, context);
        if (!decide.ReferencesLeaveThreadAlone)
        {
            ledger.Await(context, () => $"for the references to the engines of {tracee.Name}", () => engines.All(e => e.References == 0));
        }
    }

    private void ReportDeath(Tracee tracee)
    {
        var record = tracee.Record;
        var pending = ResumeAction.Resume;
        var isDue = record.Lock.Section(tracee.Name, () =>
        {
            // A detach may have taken the last engine that asked, and a reap all of them; a reap that was postponed still counts on the report's end.
            if (!IsTraced(tracee, decide.EventsThatMakeDeathReport) && !(record.ReapRequested && record.Engines.Any()))
            {
                record.DeathReportOver = true;
                return false;
            }

            record.DeathReportRunning = true; // X3
            pending = decide.DeathEndsRequests ? ResumeAction.Resume : record.Resume;
            record.Resume = ResumeAction.Resume;
            record.Attached = decide.Splice(record.Attached, record.Attaching);
            record.Attaching = [];
            return true;
        });
        if (!isDue)
        {
            return;
        }

        var pass = new ReportPass(UtraceEvents.Death, Callback.Death);
        MakeReports(tracee, pass); // X4
        if (pending is ResumeAction.Report)
        {
            MakeReports(tracee, new ReportPass(UtraceEvents.None, Callback.Quiesce));
        }

        if (!decide.OnlyDetachCountsInDeath)
        {
            FinishResume(tracee, pass);
        }

        List<Engine>? toReap = null;
        List<Engine> gone = [];
        record.Lock.Section(tracee.Name, () =>
        {
            record.DeathReportRunning = false; // X5
            record.DeathReportOver = true;
            if (record.ReapRequested && decide.ReapWaitsForDeathReport)
            {
                toReap = TakeAllEngines(tracee);
            }
            else
            {
                gone = Reset(tracee);
            }
        });
        DropAttachedReferences(gone);
        TellWakeUps(tracee.Name);
        if (toReap is not null)
        {
            ReapEngines(toReap, tracee, tracee.Name);
        }
    }

    /// <summary>Y3: from here on nobody finds the engines (REAP-08).</summary>
    private List<Engine> TakeAllEngines(Tracee tracee)
    {
        tracee.UtraceFlags = UtraceEvents.None;
        var engines = decide.EnginesToReap(tracee.Record).ToList();
        if (decide.ReapEmptiesList)
        {
            tracee.Record.Attached = [];
            tracee.Record.Attaching = [];
        }

        return engines;
    }

    /// <summary>Y4: the last report of each engine, which is marked as open for barrier (BARRIER-12), and the end of its being attached.</summary>
    private void ReapEngines(List<Engine> engines, Tracee tracee, string context)
    {
        var record = tracee.Record;
        foreach (var engine in decide.ReapOrder(engines))
        {
            var reports = record.Lock.Section(context, () =>
            {
                record.Reporting = decide.MarksReapReport ? engine : null;
                return engine.Table is EngineTable.User && decide.ReportsReap(engine); // A marked engine has the stub's, which does nothing (DEATH-05).
            });
            if (decide.QuiescesBeforeReap(engine, string.Equals(context, tracee.Name, StringComparison.Ordinal)))
            {
                Call(context, new CallbackInvocation(engine.Name, Callback.Quiesce, new ActionWord(ResumeAction.Resume), UtraceEvents.Reap));
            }

            if (decide.CallsReap(engine, reports))
            {
                Call(context, new CallbackInvocation(engine.Name, Callback.Reap));
                TellWakeUps(context);
            }

            if (!reports && !decide.ReapDetachesSilently)
            {
                continue;
            }

            record.Lock.Section(context, () =>
            {
                engine.Table = EngineTable.Nil;
                engine.Flags = UtraceEvents.None;
                record.Reporting = null;
            });
            DropReference(engine);
        }
    }
}
