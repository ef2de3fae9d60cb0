using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of prepare_examine and finish_examine. Each shows what it takes to be caught.</summary>
internal static class ExamineFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("dead-thread-try-again", ["K71"],
            "prepare_examine answers EAGAIN on a dead thread.",
            ["EXAMINE-03"], ControlTier.T1,
            "E holds T; D: kill(T), await zombie, prepare_examine(E) must be ESRCH or EINVAL; the fault gives EAGAIN.")
        {
            Decisions = new DeadThreadTryAgain(),
        },
        new("finish-sees-only-the-present-stop", ["K72"],
            "finish_examine looks whether the thread is stopped, and not whether it is the same stop.",
            ["EXAMINE-05"], ControlTier.T1,
            "E holds T; D: prepare_examine(E) = 0, control(E, RESUME), settle, control(E, STOP), settle, finish_examine(E) must be EAGAIN; the fault gives 0.")
        {
            Decisions = new FinishSeesOnlyThePresentStop(),
        },
        new("own-thread-is-not-prepared", ["K73"],
            "prepare_examine in a callback of the thread itself asks for a stop.",
            ["EXAMINE-06"], ControlTier.T1,
            "E attached with EXEC; report_exec calls prepare_examine(E): must be 0; the fault gives EINVAL.")
        {
            Decisions = new OwnThreadIsNotPrepared(),
        },
        new("own-thread-seems-to-run", ["K74"],
            "finish_examine in a callback of the thread itself answers EAGAIN.",
            ["EXAMINE-08"], ControlTier.T1,
            "E attached with EXEC; report_exec calls prepare_examine(E) = 0, finish_examine(E) must be 0; the fault gives EAGAIN.")
        {
            Decisions = new OwnThreadSeemsToRun(),
        },
        new("wish-is-enough-to-examine", ["K75"],
            "prepare_examine looks whether the engine wants a stop, and not whether the thread has stopped.",
            ["EXAMINE-01"], ControlTier.T1,
            "E attached with QUIESCE, T asleep; D: control(E, STOP) = EINPROGRESS, prepare_examine(E) must be EAGAIN; the fault gives 0.")
        {
            Decisions = new WishIsEnoughToExamine(),
        },
        new("examine-refused-before-the-stop", ["K76"],
            "prepare_examine answers EINVAL where the thread is still on its way into the stop.",
            ["EXAMINE-07"], ControlTier.T1,
            "E, F attached with EXEC, E returns STOP, F.report_exec held; D: prepare_examine(E) must be 0 or EAGAIN; the fault gives EINVAL.")
        {
            Decisions = new ExamineRefusedBeforeTheStop(),
        },
    ];

    private sealed class DeadThreadTryAgain : Decisions
    {
        public override Errno PrepareOnDead => Errno.EAGAIN;
    }

    private sealed class FinishSeesOnlyThePresentStop : Decisions
    {
        public override bool FinishExamineCountsStops => false;
    }

    private sealed class OwnThreadIsNotPrepared : Decisions
    {
        public override bool PreparesCurrent => false;
    }

    private sealed class OwnThreadSeemsToRun : Decisions
    {
        public override Errno FinishOnCurrent => Errno.EAGAIN;
    }

    private sealed class WishIsEnoughToExamine : Decisions
    {
        public override bool PrepareLooksAtThread => false;
    }

    private sealed class ExamineRefusedBeforeTheStop : Decisions
    {
        public override Errno PrepareBeforeTheStop => Errno.EINVAL;
    }
}
