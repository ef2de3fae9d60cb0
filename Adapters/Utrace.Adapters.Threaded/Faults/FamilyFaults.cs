using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of clone, vfork, pids and the proposals. Each shows what it takes to be caught.</summary>
internal static class FamilyFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("child-runs-before-the-report", ["M77"],
            "The child runs before the report of its clone is over.",
            ["CLONE-01"], ControlTier.T1,
            "E attached to P with CLONE, report_clone held: C must not tick; under the fault it does.")
        {
            Decisions = new ChildRunsBeforeTheReport(),
        },
        new("vfork-stop-loses-requests", ["K10"],
            "A REPORT beside the STOP of a vfork is lost.",
            ["VFORK-04", "RESUME-09"], ControlTier.T1,
            "E, F attached to P with CLONE and QUIESCE; vfork: E returns REPORT, F STOP; F lets go: E.report_quiesce(0) must come before user mode; under the fault it does not.")
        {
            Decisions = new VforkStopLosesRequests(),
        },
        new("call-on-nobody-answers-zero", ["M15"],
            "A call by a pid that names nobody answers 0.",
            ["PID-02"], ControlTier.T1,
            "T is reaped; D: control(E, STOP) by its pid must be ESRCH; the fault gives 0.")
        {
            Decisions = new CallOnNobodyAnswersZero(),
        },
        new("sticky-stop-is-cancelled", ["M123"],
            "A result of the engine's own callback cancels its sticky stop.",
            ["PROPOSED-02"], ControlTier.T1,
            "E attached with QUIESCE, report_quiesce returns RESUME; D: control(E, STICKY_STOP): T must stop; under the fault it runs.")
        {
            Decisions = new StickyStopIsCancelled(),
        },
        new("wake-up-before-the-result", ["M124"],
            "A wake-up is told while the callback is still open.",
            ["PROPOSED-04"], ControlTier.T1,
            "E.report_quiesce(0) calls wake_up and returns STOP: whoever is woken must find T stopped; under the fault it is woken inside the callback.")
        {
            Decisions = new WakeUpBeforeTheResult(),
        },
    ];

    private sealed class ChildRunsBeforeTheReport : Decisions
    {
        public override bool ChildWaitsForReport => false;
    }

    private sealed class VforkStopLosesRequests : Decisions
    {
        public override bool VforkKeepsRequests => false;
    }

    private sealed class CallOnNobodyAnswersZero : Decisions
    {
        public override Errno CallOnNobody => Errno.None;
    }

    private sealed class StickyStopIsCancelled : Decisions
    {
        public override bool StickyStopStays => false;
    }

    private sealed class WakeUpBeforeTheResult : Decisions
    {
        public override bool WakeUpWaitsForResult => false;
    }
}
