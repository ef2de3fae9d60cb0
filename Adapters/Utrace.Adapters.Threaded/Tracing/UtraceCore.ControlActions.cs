using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What each action of control does, under the lock (steps 6.1, C8).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>STOP: 0 where the thread is stopped already; else it is asked (STOP-01, STOP-02).</summary>
    private (Errno Error, bool Wake) ControlStop(string context, Engine engine, bool isStopped)
    {
        var target = engine.Target;
        engine.Flags |= UtraceEvents.StopBit;
        target.UtraceFlags |= UtraceEvents.StopBit;
        if (!decide.OpenCallbackWithdrawsStop && target.Record.Reporting == engine)
        {
            engine.StopOutlastsResult = true;
        }

        isStopped = isStopped || AskStop(context, target);
        if (!isStopped)
        {
            if (decide.StopWakesSleeper)
            {
                target.RequestSignalPath();
            }
        }

        return (decide.ResultOfStop(isStopped), false);
    }

    /// <summary>ASKSTOP: whether the thread is in a traced stop now, as one is that its group has stopped (STOP-12); else a report is asked for before user mode.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="target">The thread.</param>
    /// <param name="cleansUp">A detach asks: no engine wants to be called.</param>
    private bool AskStop(string context, Tracee target, bool cleansUp = false)
    {
        var isStopped = target.TryHoldInJobStop();
        if (!isStopped && (cleansUp || decide.StopRequestsReport(string.Equals(context, target.Name, StringComparison.Ordinal))))
        {
            RequestReport(target, cleansUp); // A list is cleaned up when the thread next gets to a safe point (DETACH-12).
        }

        return isStopped;
    }

    /// <summary>DETACH: from here on no new callback begins; EINPROGRESS where one is open (DETACH-01, DETACH-02).</summary>
    private (Errno Error, bool Wake) ControlDetach(string context, Engine engine, bool wake)
    {
        var target = engine.Target;
        if (!decide.OwnDetachCounts && target.Record.Reporting == engine && string.Equals(context, target.Name, StringComparison.Ordinal))
        {
            return (Errno.EINPROGRESS, false);
        }

        if (engine.WantsStop && decide.DetachWithdrawsStopMark)
        {
            target.UtraceFlags &= ~UtraceEvents.StopBit;
        }

        engine.Table = EngineTable.Stub;
        engine.Flags = UtraceEvents.Quiesce;
        if (wake)
        {
            if (!decide.DetachKeepsOthersHold)
            {
                WithdrawAllStops(target);
            }

            if (decide.LastDetachQueuesTrap && target.Exit is ExitState.Alive && target.Record.Engines.All(e => e.Table is EngineTable.Stub))
            {
                target.QueueTrap();
            }

            return (decide.ResultOfDetach(target), decide.DetachWakesStopped || target.Exit is not ExitState.Alive);
        }

        if (target.Exit is ExitState.Alive && AskStop(context, target, cleansUp: true))
        {
            if (!decide.DetachKeepsJobStop)
            {
                target.LeaveJobStopAlone();
            }

            return (Errno.None, true); // Stopped with its group: it stays so (JCTL-06), and the list is cleaned up here.
        }

        var open = target.Record.Reporting == engine
            && decide.DetachLooksAtOpenCallback
            && (decide.OwnCallbackIsOpenToDetach || !string.Equals(context, target.Name, StringComparison.Ordinal));
        return (open ? Errno.EINPROGRESS : Errno.None, false);
    }

    private (Errno Error, bool Wake) ControlResume(Engine engine, bool wake)
    {
        WithdrawStop(engine, ResumeAction.Resume);
        if (!wake && decide.ResumeRequestsReport)
        {
            RequestReport(engine.Target);
        }

        return (decide.ResultOfResume(wake), wake);
    }

    private (Errno Error, bool Wake) ControlReport(Engine engine, bool wake, ResumeAction action)
    {
        var target = engine.Target;
        if (action is not ResumeAction.Report && !CanStep(target))
        {
            if (!decide.RefusedStepDoesNothing)
            {
                WithdrawStop(engine, action);
            }

            return (Errno.EOPNOTSUPP, wake && !decide.RefusedStepDoesNothing); // STEP-02: and nothing else.
        }

        if (action is ResumeAction.BlockStep && target.Spec.Step is StepHardware.Single)
        {
            action = ResumeAction.SingleStep;
        }

        if (decide.ReportWithdrawsStop)
        {
            WithdrawStop(engine, action);
        }

        if (!decide.KeepsRequestUnderHold(action) && IsHeldByAnother(engine))
        {
            return (Errno.None, wake);
        }

        if ((action < target.Record.Resume || !decide.StrongerRequestStays) && !(wake && decide.ReportForgottenOnStopped))
        {
            target.Record.Resume = action;
            target.RequestNotify();
        }
        else if (action is ResumeAction.Report)
        {
            KeepRequest(target, cleansUp: false);
        }

        return (Errno.None, wake);
    }

    private (Errno Error, bool Wake) ControlInterrupt(string context, Engine engine, bool wake)
    {
        var target = engine.Target;
        if (decide.InterruptWithdrawsStop)
        {
            WithdrawStop(engine, ResumeAction.Interrupt);
        }

        if (!decide.InterruptRequestsBeforeFlag)
        {
            target.RequestSignalPath();
            target.Record.Lock.Pause(context, PausePoints.C8);
            target.Record.Resume = ResumeAction.Interrupt;
            return (Errno.None, wake);
        }

        target.Record.Resume = decide.InterruptLeavesRequest ? ResumeAction.Interrupt : target.Record.Resume;
        if (decide.InterruptQueuesSignal)
        {
            target.QueueTrap();
        }

        if (decide.InterruptRaisesSignalPath)
        {
            target.RequestSignalPath();
        }
        else
        {
            target.RequestNotify();
        }

        return (Errno.None, wake);
    }

    /// <summary>A report pass before user mode.</summary>
    /// <param name="target">The thread.</param>
    /// <param name="cleansUp">Only for the list's sake: no engine wants to be called.</param>
    private void RequestReport(Tracee target, bool cleansUp = false)
    {
        if (target.Record.Resume > ResumeAction.Report)
        {
            target.Record.Resume = ResumeAction.Report;
            target.RequestNotify();
            if (!decide.CleanUpCallsOthers)
            {
                target.Record.OnlyCleansUp = cleansUp;
            }
        }
        else
        {
            KeepRequest(target, cleansUp);
        }
    }

    /// <summary>Only a variant wants to know for whose sake a request is there already.</summary>
    private void KeepRequest(Tracee target, bool cleansUp)
    {
        if (!cleansUp && !decide.CleanUpCallsOthers)
        {
            target.Record.OnlyCleansUp = false;
        }
    }
}
