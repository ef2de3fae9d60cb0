using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>exec; in a group of several threads it makes its thread the only one, and the leader (steps 7.4).</summary>
internal sealed partial class Tracee
{
    private void Exec(ExecActivity exec)
    {
        kit.Staged(Name, ActivityStage.Enter, "exec");
        Pause(PausePoints.Lock);
        if (exec.Fails)
        {
            kit.Staged(Name, ActivityStage.Fail, "exec");
            if (utrace.Decide.ReportsFailedExec)
            {
                utrace.ReportExec(this);
            }
        }
        else if (SucceedInExec())
        {
            ledger.Change(group.Dispositions.DropHandlers);
            ReleaseParent();
            if (utrace.Decide.ExecIsReportedBehindSuccess)
            {
                utrace.ReportExec(this);
            }

            if (!utrace.Decide.ExecKeepsRequests)
            {
                UtraceCore.ForgetRequests(this);
            }
        }
        else
        {
            return; // Killed: the old program is all that it ever ran.
        }

        Pause(PausePoints.Lock);
        OverAndDone();
        kit.Staged(Name, ActivityStage.Done, "exec");
    }

    private bool SucceedInExec()
    {
        if (!utrace.Decide.ExecIsReportedBehindSuccess)
        {
            utrace.ReportExec(this);
        }

        return BecomeAlone();
    }

    /// <summary>The other threads die as by SIGKILL (EXEC-05), this one waits for them, and becomes what the leader was. False where a kill reached it first.</summary>
    private bool BecomeAlone()
    {
        if (group.Members.Count == 1)
        {
            return true;
        }

        var begins = ledger.Change(() =>
        {
            if (KillPending)
            {
                return false;
            }

            group.BeginExec(this, utrace.Decide.ExecEndsStops);
            return true;
        });
        if (!begins)
        {
            return false;
        }

        Pause(PausePoints.Lock);
        var isAlone = false;
        SleepUntil(RunState.SleepingUninterruptibly, () => $"in exec for {group.NamesOfOthers(this)} to die", () =>
        {
            isAlone = !KillPending && (!group.HasOthers(this) || !utrace.Decide.ExecWaitsForOthers);
            if (!isAlone && !KillPending)
            {
                return false;
            }

            group.EndExec();
            return true;
        });
        if (isAlone)
        {
            SucceedLeader();
        }

        return isAlone;
    }

    /// <summary>The leader's pid, and the leader itself, which is reaped in this context before the exec is reported (REAP-04).</summary>
    private void SucceedLeader()
    {
        var leader = group.Leader!;
        if (ledger.Change(() => TryTakeOver(leader)))
        {
            leader.ReapIn(Name);
        }

        Pause(PausePoints.Lock);
    }
}
