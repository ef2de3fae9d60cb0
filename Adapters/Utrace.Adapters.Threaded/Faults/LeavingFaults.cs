using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of detach, barrier and the proposals. Each shows what it takes to be caught.</summary>
internal static class LeavingFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("detach-in-progress-when-stopped", ["K61"],
            "DETACH answers EINPROGRESS on a stopped thread.",
            ["DETACH-03"], ControlTier.T1,
            "E holds T; D: control(E, DETACH) must be 0; the fault gives EINPROGRESS.")
        {
            Decisions = new DetachInProgressWhenStopped(),
        },
        new("own-detach-waits-for-the-result", ["K62"],
            "control(DETACH) in the engine's own callback answers EINPROGRESS and leaves the detach to the result.",
            ["DETACH-09"], ControlTier.T1,
            "E attached with EXEC; report_exec calls control(E, DETACH) and returns RESUME; second exec: no report_exec; the fault makes it.")
        {
            Decisions = new OwnDetachWaitsForTheResult(),
        },
        new("neighbour-of-the-detached-is-skipped", ["K63"],
            "The engine behind one that a result detached loses its turn in that pass.",
            ["DETACH-10"], ControlTier.T1,
            "E, F, G attached with EXEC, F returns DETACH; exec: G.report_exec must come; under the fault it does not.")
        {
            Decisions = new NeighbourOfTheDetachedIsSkipped(),
        },
        new("last-detach-leaves-a-trap", ["K64"],
            "A stopped thread that its last engine leaves gets a SIGTRAP.",
            ["DETACH-11"], ControlTier.T1,
            "E holds T; D: control(E, DETACH) = 0; tick: must come; under the fault T dies of SIGTRAP.")
        {
            Decisions = new LastDetachLeavesATrap(),
        },
        new("barrier-forgets-the-detached", ["K65"],
            "barrier answers ESRCH for a detached engine although its callback is open.",
            ["BARRIER-05", "DETACH-13"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: control(E, DETACH) = EINPROGRESS, barrier(E) must not return before its end; the fault gives ESRCH.")
        {
            Decisions = new BarrierForgetsTheDetached(),
        },
        new("barrier-refuses-the-gone", ["K66"],
            "barrier answers EINVAL for an engine that is gone.",
            ["BARRIER-06"], ControlTier.T1,
            "E attached; T exits; D: reap(T), barrier(E) must be ESRCH; the fault gives EINVAL.")
        {
            Decisions = new BarrierRefusesTheGone(),
        },
        new("barrier-on-the-marked-already", ["K67"],
            "barrier answers EALREADY for an engine that is detached and not yet off the list.",
            ["BARRIER-11"], ControlTier.T1,
            "E attached, T asleep uninterruptibly; D: control(E, DETACH) = 0, barrier(E) must be 0 or ESRCH; the fault gives EALREADY.")
        {
            Decisions = new BarrierOnTheMarkedAlready(),
        },
        new("barrier-asks-for-a-report", ["K68"],
            "barrier has the thread make a report.",
            ["BARRIER-13"], ControlTier.T1,
            "E attached with QUIESCE, T in user mode; D: barrier(E) = 0, settle: no callback; the fault makes E.report_quiesce(RESUME, 0).")
        {
            Decisions = new BarrierAsksForAReport(),
        },
        new("wake-up-of-the-dead-is-lost", ["K69"],
            "A wake-up that report_death asks for is dropped.",
            ["PROPOSED-05"], ControlTier.T1,
            "E attached with DEATH; report_death calls wake_up(g): T wake g must follow; under the fault it does not.")
        {
            Decisions = new WakeUpOfTheDeadIsLost(),
        },
        new("stop-outlasts-the-open-callback", ["K70"],
            "A plain STOP that is asked for while a callback of the engine is open is not withdrawn by the result of that callback.",
            ["PROPOSED-03", "STOP-04"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: control(E, STOP) = EINPROGRESS; release with RESUME; tick: must come; under the fault T stops.")
        {
            Decisions = new StopOutlastsTheOpenCallback(),
        },
    ];

    private sealed class DetachInProgressWhenStopped : Decisions
    {
        public override Errno ResultOfDetach(Tracee target) => target.Exit is ExitState.Alive ? Errno.EINPROGRESS : Errno.None;
    }

    private sealed class OwnDetachWaitsForTheResult : Decisions
    {
        public override bool OwnDetachCounts => false;
    }

    private sealed class NeighbourOfTheDetachedIsSkipped : Decisions
    {
        public override bool DetachResultSkipsNext => true;
    }

    private sealed class LastDetachLeavesATrap : Decisions
    {
        public override bool LastDetachQueuesTrap => true;
    }

    private sealed class BarrierForgetsTheDetached : Decisions
    {
        public override bool BarrierWaitsForMarked => false;
    }

    private sealed class BarrierRefusesTheGone : Decisions
    {
        public override Errno BarrierOnGone => Errno.EINVAL;
    }

    private sealed class BarrierOnTheMarkedAlready : Decisions
    {
        public override Errno? BarrierOnMarked => Errno.EALREADY;
    }

    private sealed class BarrierAsksForAReport : Decisions
    {
        public override bool BarrierRequestsReport => true;
    }

    private sealed class WakeUpOfTheDeadIsLost : Decisions
    {
        public override bool KeepsWakeUpsOfTheDead => false;
    }

    private sealed class StopOutlastsTheOpenCallback : Decisions
    {
        public override bool OpenCallbackWithdrawsStop => false;
    }
}
