using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>Sleeping for something of the thread's own kernel, and a parent's wait for a child (steps 7.7).</summary>
internal sealed partial class Tracee
{
    /// <summary>Waits for the child's death and reaps it in this context (REAP-04).</summary>
    private void WaitFor(WaitActivity wait)
    {
        var what = ActivityText.Of(wait);
        kit.Staged(Name, ActivityStage.Enter, what);
        Pause(PausePoints.Lock);
        var child = threads.Find(wait.Child);
        var isMine = false;
        var isOver = false;
        SleepUntil(RunState.SleepingInterruptibly, () => $"in wait for {child.Name} to die", () =>
        {
            isMine = child.TryTakeForReaping();
            isOver = isMine || child.IsBeyondReaping;
            if (isOver || SignalPathDue)
            {
                return true;
            }

            child.QueueReaper();
            return false;
        });
        if (isMine)
        {
            child.ReapIn(Name);
            Pause(PausePoints.Lock);
            kit.Staged(Name, ActivityStage.Body, what);
        }
        else if (!isOver)
        {
            kit.Staged(Name, ActivityStage.Interrupt, what);
        }

        Pause(PausePoints.Lock);
        OverAndDone();
        kit.Staged(Name, ActivityStage.Done, what);
    }

    /// <summary>Sleeps until the attempt succeeds; one that succeeds at once does not sleep at all.</summary>
    private void SleepUntil(RunState sleep, Func<string> what, Func<bool> attempt)
    {
        Await(what, () =>
        {
            if (attempt())
            {
                WakeFromSleep();
                return true;
            }

            if (!ledger.IsRetrying)
            {
                State = sleep;
            }

            return false;
        });
        Pause(PausePoints.Lock);
    }

    private void WakeFromSleep()
    {
        if (_state is RunState.SleepingInterruptibly or RunState.SleepingUninterruptibly)
        {
            State = RunState.Running;
        }
    }

    /// <summary>Waits until the attempt succeeds. A wake-up that comes due meanwhile is the thread's next step, wherever it waits (PROPOSED-04).</summary>
    private void Await(Func<string> what, Func<bool> attempt)
    {
        bool isWakeUp;
        do
        {
            isWakeUp = false;
            ledger.Await(Name, what, () => (isWakeUp = utrace.IsWakeUpDue(this)) || attempt());
            utrace.TellWakeUps(Name);
        }
        while (isWakeUp);
    }
}
