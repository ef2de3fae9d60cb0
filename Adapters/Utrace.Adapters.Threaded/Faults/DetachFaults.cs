using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of detach, barrier, examine. Each shows what it takes to be caught.</summary>
internal static class DetachFaults
{
    /// <summary>The faults, in the order of the catalogue.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("detach-misses-the-open-callback", ["M100"],
            "DETACH returns 0 while a callback of the engine is open.",
            ["DETACH-01"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: control(E, DETACH) must be EINPROGRESS; the fault gives 0.")
        {
            Decisions = new DetachMissesTheOpenCallback(),
        },
        new("detach-leaves-the-thread-held", ["M101"],
            "DETACH of a stopped thread leaves it stopped.",
            ["DETACH-04", "DETACH-06"], ControlTier.T1,
            "E holds T; D: control(E, DETACH) = 0: T must run; under the fault it stays stopped.")
        {
            Decisions = new DetachLeavesTheThreadHeld(),
        },
        new("detach-leaves-the-stop-mark", ["H-06"],
            "DETACH does not take back the thread-wide stop mark, and the thread decides from it.",
            ["DETACH-04"], ControlTier.T1,
            "E, F attached with QUIESCE; E.report_quiesce(0) returns STOP, F.report_quiesce(0) held; D: control(F, REPORT), wait for F, control(E, DETACH) = 0; release F: T must run; under the fault it sleeps for ever.")
        {
            Decisions = new DetachLeavesTheStopMark(),
        },
        new("result-after-detach-still-stops", ["M102"],
            "The STOP result of a callback that was open when DETACH came still stops the thread.",
            ["DETACH-05"], ControlTier.T1,
            "E attached with QUIESCE, report_quiesce(0) held; D: control(E, REPORT), wait for E, control(E, DETACH) = EINPROGRESS; release with STOP: T must run; under the fault it stops.")
        {
            Decisions = new ResultAfterDetachStillStops(),
        },
        new("control-after-detach-answers-zero", ["M103"],
            "control on a detached engine returns 0.",
            ["DETACH-07"], ControlTier.T1,
            "E attached; D: control(E, DETACH) = 0, control(E, RESUME) must be ESRCH; the fault gives 0.")
        {
            Decisions = new ControlAfterDetachAnswersZero(),
        },
        new("detach-wakes-anothers-hold", ["M104"],
            "DETACH wakes a thread that another engine holds.",
            ["DETACH-06"], ControlTier.T1,
            "E and F hold T; D: control(E, DETACH) = 0: T must stay stopped; under the fault it runs.")
        {
            Decisions = new DetachWakesAnothersHold(),
        },
        new("barrier-returns-early", ["M107"],
            "barrier returns 0 while a callback of the engine is open.",
            ["BARRIER-01", "BARRIER-03"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: barrier(E) must not return before its end; the fault gives 0.")
        {
            Decisions = new BarrierReturnsEarly(),
        },
        new("result-applied-late", ["H-01", "M108"],
            "A callback counts as over before its result is applied; results are applied when the pass has made all its callbacks.",
            ["BARRIER-02", "RESUME-03"], ControlTier.T1,
            "As lost-resume: after barrier(E) = 0 and control(E, RESUME) = 0, with F.report_quiesce(0) held, E's STOP is applied when F returns, and T stops for good; it must run.")
        {
            Decisions = new ResultAppliedLate(),
        },
        new("barrier-waits-for-all", ["M109"],
            "barrier waits for the callbacks of other engines.",
            ["BARRIER-09"], ControlTier.T1,
            "E, F attached with EXEC, F.report_exec held; D: barrier(E) must be 0 while it is held; under the fault it waits.")
        {
            Decisions = new BarrierWaitsForAll(),
        },
        new("barrier-ignores-signals", ["M111"],
            "A signal to the caller does not end its barrier.",
            ["BARRIER-04"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D2: barrier(E); D: interrupt(D2): ERESTARTSYS while it is held; under the fault it waits on.")
        {
            Decisions = new BarrierIgnoresSignals(),
        },
        new("idle-turn-left-reporting", ["M112", "H-02"],
            "A turn without a callback leaves the engine marked as being called.",
            ["BARRIER-10"], ControlTier.T1,
            "F with EXEC, then E with EXIT attached; exec; D: barrier(E) must be 0; under the fault it waits for ever.")
        {
            Decisions = new IdleTurnLeftReporting(),
        },
        new("barrier-on-self-waits", ["M113"],
            "barrier in the engine's own callback waits for that callback.",
            ["BARRIER-08"], ControlTier.T1,
            "E attached with EXEC; report_exec calls barrier(E): must be 0; under the fault T waits for itself.")
        {
            Decisions = new BarrierOnSelfWaits(),
        },
        new("prepare-examine-without-stop", ["M114"],
            "prepare_examine returns 0 without the engine's stop.",
            ["EXAMINE-02"], ControlTier.T1,
            "E attached, T in user mode; D: prepare_examine(E) must be EINVAL; the fault gives 0.")
        {
            Decisions = new PrepareExamineWithoutStop(),
        },
        new("finish-examine-after-a-kill", ["M117"],
            "finish_examine returns 0 although the thread has left the stop.",
            ["EXAMINE-04"], ControlTier.T1,
            "E holds T; D: prepare_examine(E) = 0, kill(T), settle, finish_examine(E) must be EAGAIN; the fault gives 0.")
        {
            Decisions = new FinishExamineAfterAKill(),
        },
    ];

    private sealed class DetachMissesTheOpenCallback : Decisions
    {
        public override bool DetachLooksAtOpenCallback => false;
    }

    private sealed class DetachLeavesTheThreadHeld : Decisions
    {
        public override bool DetachWakesStopped => false;
    }

    private sealed class DetachLeavesTheStopMark : Decisions
    {
        public override bool DetachWithdrawsStopMark => false;

        public override bool SomebodyWantsStop(Tracee tracee) => (tracee.UtraceFlags & UtraceEvents.StopBit) != 0;
    }

    private sealed class ResultAfterDetachStillStops : Decisions
    {
        public override bool VoidsResultOfDetached(Engine engine, ResumeAction action) =>
            base.VoidsResultOfDetached(engine, action) && action is not ResumeAction.Stop;
    }

    private sealed class ControlAfterDetachAnswersZero : Decisions
    {
        public override bool RefusesControlAfterDetach => false;
    }

    private sealed class DetachWakesAnothersHold : Decisions
    {
        public override bool DetachKeepsOthersHold => false;
    }

    private sealed class BarrierReturnsEarly : Decisions
    {
        public override bool BarrierHasToWait(Engine engine) => false;
    }

    private sealed class ResultAppliedLate : Decisions
    {
        public override bool EndsReportingBeforeApply => true;
    }

    private sealed class BarrierWaitsForAll : Decisions
    {
        public override bool BarrierHasToWait(Engine engine) => engine.Target.Record.Reporting is not null;
    }

    private sealed class BarrierIgnoresSignals : Decisions
    {
        public override bool BarrierSeesSignals => false;
    }

    private sealed class IdleTurnLeftReporting : Decisions
    {
        public override bool IdleTurnEndsReporting => false;
    }

    private sealed class BarrierOnSelfWaits : Decisions
    {
        public override bool BarrierOnCurrentReturns => false;
    }

    private sealed class PrepareExamineWithoutStop : Decisions
    {
        public override bool ExamineRequiresStop => false;
    }

    private sealed class FinishExamineAfterAKill : Decisions
    {
        public override bool FinishExamineComparesSwitches => false;
    }
}
