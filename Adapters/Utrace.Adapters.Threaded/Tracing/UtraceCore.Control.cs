using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>control (steps 6.1).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>Asks for an action on the engine's thread.</summary>
    public Errno Control(string context, Engine engine, uint actionWord)
    {
        var isSticky = actionWord == Words.StickyStop;
        if (actionWord > (uint)ResumeAction.Detach && !isSticky)
        {
            return decide.ActionOutOfRange; // C1
        }

        var action = isSticky ? ResumeAction.Stop : (ResumeAction)actionWord;
        if ((IsRequest(action) || action is ResumeAction.Interrupt && decide.InterruptRequiresQuiesce)
            && (engine.Flags & UtraceEvents.Quiesce) == 0
            && decide.RequiresQuiesce(action))
        {
            return Errno.EINVAL; // C2
        }

        if (!decide.ControlChecksUnderLock)
        {
            ledger.Pause(context, PausePoints.Lock);
            if (Refusal(engine, action) is { } refused)
            {
                return refused; // C3
            }
        }

        bool? isStopped = null;
        if (!decide.ControlReadsStateUnderLock && action is ResumeAction.Stop)
        {
            ledger.Pause(context, PausePoints.Lock);
            isStopped = engine.Target.State is RunState.TracedStop;
        }

        if (!decide.ResumeLooksForHoldersUnderLock && action is ResumeAction.Resume)
        {
            ledger.Pause(context, PausePoints.Lock);
            isStopped = engine.Target.State is RunState.TracedStop && !IsHeldByAnother(engine);
        }

        var (error, gone) = engine.Target.Record.Lock.Section(context, () => ControlLocked(context, engine, action, isSticky, isStopped));
        DropAttachedReferences(gone);
        if (!decide.DetachLeavesReference && action is ResumeAction.Detach && error is Errno.None or Errno.EINPROGRESS)
        {
            DropReference(engine);
        }

        return error;
    }

    /// <summary>C5: why the engine can be asked for nothing; null where it can.</summary>
    private Errno? Refusal(Engine engine, ResumeAction action) =>
        engine.Table is not EngineTable.User && decide.RefusesControlAfterDetach ? IsRequest(action) ? decide.RequestOnDetached : Errno.ESRCH
        : !decide.TakesWaitingEngine && engine.Target.Record.Attaching.Contains(engine) ? Errno.ESRCH
        : action is ResumeAction.Detach && decide.LateDetachNamesDeath && engine.Target.Record.DeathReportRunning ? Errno.EALREADY
        : engine.Target.Record.ReapRequested ? decide.ControlDuringReap
        : null;

    private static bool IsHeldByAnother(Engine engine) => engine.Target.State is RunState.TracedStop && engine.Target.Record.Engines.Any(e => e != engine && e.WantsStop);

    private static bool IsRequest(ResumeAction action) => action is ResumeAction.Report or ResumeAction.SingleStep or ResumeAction.BlockStep;

    /// <param name="context">Who calls.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="action">What is asked for.</param>
    /// <param name="isSticky">STOP: the engine's own results are not to withdraw it.</param>
    /// <param name="wasStopped">What a fault saw of the thread before it took the lock; null: it is looked at here.</param>
    private (Errno Error, List<Engine> Gone) ControlLocked(string context, Engine engine, ResumeAction action, bool isSticky, bool? wasStopped)
    {
        var target = engine.Target;
        var record = target.Record;
        if (decide.ControlChecksUnderLock && Refusal(engine, action) is { } refused)
        {
            return (refused, []);
        }

        var wake = wasStopped ?? target.State is RunState.TracedStop; // C6
        record.Lock.Pause(context, PausePoints.Lock);
        if (target.Exit is not ExitState.Alive)
        {
            // C7
            if (action is not ResumeAction.Detach)
            {
                if (!decide.RefusalKeepsReap)
                {
                    engine.Flags &= ~UtraceEvents.Reap;
                }

                return (decide.ControlOnDead, []);
            }

            if (record.DeathReportRunning && decide.RefusesDetachDuringDeathReport)
            {
                return (decide.DetachDuringDeathReport(target), []);
            }

            if (!decide.DetachesFromZombie)
            {
                return (Errno.ESRCH, []);
            }

            if (!decide.DetachOfZombieTakesEffect)
            {
                return (Errno.None, []);
            }

            wake = decide.DetachUnlinksFromZombie;
        }

        if (action is ResumeAction.Stop or ResumeAction.Detach)
        {
            engine.IsSticky = isSticky; // A plain STOP takes it back, and so does whatever withdraws the stop (PROPOSED-02).
        }

        Errno error;
        (error, wake) = action switch
        {
            ResumeAction.Stop => ControlStop(context, engine, wake),
            ResumeAction.Detach => ControlDetach(context, engine, wake),
            ResumeAction.Resume => ControlResume(engine, wake),
            ResumeAction.Interrupt => ControlInterrupt(context, engine, wake),
            _ => ControlReport(engine, wake, action),
        };
        return (error, wake ? Reset(target) : []); // C9
    }
}
