using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>prepare_examine and finish_examine (steps 6.12).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>Begins an examination of a thread that this engine holds stopped.</summary>
    public Errno PrepareExamine(string context, Engine engine)
    {
        var target = engine.Target;
        if (string.Equals(context, target.Name, StringComparison.Ordinal) && decide.PreparesCurrent)
        {
            return Errno.None;
        }

        return ledger.Change(() =>
        {
            if (engine.Table is not EngineTable.User && decide.ExamineOnDetached is var refusal && refusal is not Errno.EINVAL)
            {
                return refusal;
            }

            if (!engine.WantsStop && decide.ExamineRequiresStop)
            {
                return Errno.EINVAL;
            }

            if (target.Exit is not ExitState.Alive)
            {
                return decide.PrepareOnDead;
            }

            if (target.State is not RunState.TracedStop && decide.ExamineRequiresStop && decide.PrepareLooksAtThread)
            {
                return decide.PrepareBeforeTheStop;
            }

            engine.Examined = target.SwitchCount;
            return Errno.None;
        });
    }

    /// <summary>Ends it: 0 where the thread has not moved since.</summary>
    public Errno FinishExamine(string context, Engine engine)
    {
        var target = engine.Target;
        if (string.Equals(context, target.Name, StringComparison.Ordinal))
        {
            return decide.FinishOnCurrent;
        }

        return ledger.Change(() =>
        {
            if (!engine.WantsStop)
            {
                return engine.Table is EngineTable.User ? Errno.EINVAL : decide.ExamineOnDetached;
            }

            var stayed = target.State is RunState.TracedStop
                && target.Exit is ExitState.Alive
                && (engine.Examined == target.SwitchCount || !decide.FinishExamineCountsStops);
            return stayed || !decide.FinishExamineComparesSwitches ? Errno.None : Errno.EAGAIN;
        });
    }
}
