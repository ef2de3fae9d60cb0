using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>clone, fork and vfork (steps 7.3).</summary>
internal sealed partial class Tracee
{
    private void Clone(CloneActivity clone)
    {
        var what = ActivityText.Of(clone);
        kit.Staged(Name, ActivityStage.Enter, what);
        Pause(PausePoints.Lock);
        if (clone.Child is not { } name)
        {
            kit.Staged(Name, ActivityStage.Fail, what);
        }
        else if (!MakeChild(threads.Find(name), clone.Kind))
        {
            return; // Killed: the thread dies in the midst of it.
        }

        Pause(PausePoints.Lock);
        OverAndDone();
        kit.Staged(Name, ActivityStage.Done, what);
    }

    /// <summary>The child exists before the report, and can run behind it (CLONE-01). False where a kill keeps the call from its end.</summary>
    private bool MakeChild(Tracee child, CloneKind kind)
    {
        if (!ledger.Change(() => TryBear(child, kind)))
        {
            return false;
        }

        Pause(PausePoints.Lock);
        if (!utrace.Decide.ChildWaitsForReport)
        {
            child.Start();
        }

        var report = utrace.ReportClone(this, child, kind);
        Pause(PausePoints.Lock);
        var startsFirst = kind is not CloneKind.Vfork || utrace.Decide.VforkStartsChildFirst;
        if (utrace.Decide.ChildWaitsForReport && startsFirst)
        {
            utrace.StartChild(child);
        }

        if (kind is not CloneKind.Vfork)
        {
            return true;
        }

        if (!utrace.Decide.VforkStopsBeforeWait && !AwaitRelease(child))
        {
            return false;
        }

        Pause(PausePoints.Lock);
        utrace.StopAfterVfork(this, report);
        if (!startsFirst)
        {
            utrace.StartChild(child);
        }

        Pause(PausePoints.Lock);
        return AwaitRelease(child);
    }

    /// <summary>A thread that is about to die makes no further one in its group: the kill would have missed it.</summary>
    private bool TryBear(Tracee child, CloneKind kind)
    {
        if (kind is CloneKind.Thread && KillPending)
        {
            return false;
        }

        child.InheritFrom(this);
        utrace.BeginRecord(child, this);
        child.BeBorn();
        return true;
    }

    /// <summary>The wait of a vfork, which only the child and a kill end (VFORK-03, VFORK-06).</summary>
    private bool AwaitRelease(Tracee child)
    {
        var isReleased = false;
        SleepUntil(RunState.SleepingUninterruptibly, () => $"in vfork for {child.Name} to exec or exit", () =>
        {
            isReleased = child.HasReleasedParent;
            return isReleased || KillPending && utrace.Decide.KillEndsVforkWait;
        });
        return isReleased;
    }
}
