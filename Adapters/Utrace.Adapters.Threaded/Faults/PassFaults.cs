using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of passes, and of what is due before user mode. Each shows what it takes to be caught.</summary>
internal static class PassFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("attach-restarts-the-pass", ["K77"],
            "The pass of an event in which an engine is attached is made again.",
            ["REPORT-01"], ControlTier.T1,
            "E attached with EXEC; report_exec attaches N; exec: one E.report_exec; the fault makes two.")
        {
            Decisions = new AttachRestartsThePass(),
        },
        new("reap-beside-report-quiesce", ["K78"],
            "A reap does not wait for the death report of a thread that no engine has DEATH for.",
            ["REPORT-07"], ControlTier.T1,
            "E attached with QUIESCE and REAP, report_quiesce(DEATH) held; P: reap(T): report_reap must wait for its end; under the fault both are open.")
        {
            Decisions = new ReapBesideReportQuiesce(),
        },
        new("event-answers-for-others", ["K79"],
            "report_quiesce of an event goes to no engine that did not ask for the event, although its pass answers that engine's request.",
            ["REPORT-15"], ControlTier.T1,
            "E attached with QUIESCE, F with SYSCALL_EXIT, T asleep; D: control(E, REPORT), open the gate: E.report_quiesce must come; under the fault it does not.")
        {
            Decisions = new EventAnswersForOthers(),
        },
        new("step-of-an-earlier-pass", ["K11"],
            "A step that an earlier pass armed is made although the last pass before user mode wants none.",
            ["REPORT-16"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL_CORE; the first report_quiesce(0) returns SINGLESTEP, the second RESUME; D: control(E, REPORT), settle, control(E, REPORT), settle; tick: no report_signal; the fault makes it.")
        {
            Decisions = new StepOfAnEarlierPass(),
        },
        new("own-thread-is-not-asked-to-stop", ["K12"],
            "control(STOP) in a callback of the thread itself asks for no report.",
            ["STOP-14"], ControlTier.T1,
            "F attached with QUIESCE, then E with EXEC; report_exec calls control(F, STOP); F.report_quiesce(0) must come, and T=tstopped where it returns STOP; under the fault T runs.")
        {
            Decisions = new OwnThreadIsNotAskedToStop(),
        },
        new("recompute-forgets-the-interrupt", ["K13"],
            "A thread that recomputes its signal path flag does not look for a pending INTERRUPT.",
            ["INTERRUPT-06"], ControlTier.T1,
            "E attached with QUIESCE and SYSCALL_ENTRY stops T at the entry; D: control(E, INTERRUPT): the sleep that follows must be interrupted; under the fault T sleeps on.")
        {
            Decisions = new RecomputeForgetsTheInterrupt(),
        },
        new("idle-hook-disarms-the-step", ["H-39"],
            "A notify hook with nothing to do switches stepping off.",
            ["STEP-03"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL_CORE, T asleep; D: control(E, REPORT), control(E, INTERRUPT), open the gate; report_signal(REPORT) returns SINGLESTEP; tick: report_signal(SIGNAL_CORE) must follow; under the fault it does not.")
        {
            Decisions = new IdleHookDisarmsTheStep(),
        },
        new("callback-behind-quiesce-unmarked", ["K14"],
            "The callback that follows the engine's report_quiesce is not marked as open.",
            ["BARRIER-07"], ControlTier.T1,
            "E attached with QUIESCE and EXEC, report_exec held; D: set_events(E, 0) must be EINPROGRESS, barrier(E) must wait; the fault gives 0 and 0.")
        {
            Decisions = new CallbackBehindQuiesceUnmarked(),
        },
    ];

    private sealed class AttachRestartsThePass : Decisions
    {
        public override bool AttachRestartsPass => true;
    }

    private sealed class ReapBesideReportQuiesce : Decisions
    {
        public override UtraceEvents EventsThatPostponeReap => UtraceEvents.Death;
    }

    private sealed class EventAnswersForOthers : Decisions
    {
        public override bool QuiescesForEvent(UtraceEvents want, UtraceEvents @event) =>
            (want & UtraceEvents.Quiesce) != 0 && (@event is UtraceEvents.None or UtraceEvents.Death || (want & @event) != 0);
    }

    private sealed class StepOfAnEarlierPass : Decisions
    {
        public override bool PassDisarmsStep => false;
    }

    private sealed class OwnThreadIsNotAskedToStop : Decisions
    {
        public override bool StopRequestsReport(bool isCurrent) => !isCurrent;
    }

    private sealed class RecomputeForgetsTheInterrupt : Decisions
    {
        public override bool RecomputeSeesInterrupt => false;
    }

    private sealed class IdleHookDisarmsTheStep : Decisions
    {
        public override bool IdleHookLeavesStep => false;
    }

    private sealed class CallbackBehindQuiesceUnmarked : Decisions
    {
        public override bool MarksTurnAgain => false;
    }
}
