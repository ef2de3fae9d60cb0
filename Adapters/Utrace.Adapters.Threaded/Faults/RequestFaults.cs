using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of what control asks of a thread. Each shows what it takes to be caught.</summary>
internal static class RequestFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("stop-asks-for-nothing", ["K48"],
            "control(STOP) marks the thread and asks it for no report.",
            ["STOP-03"], ControlTier.T1,
            "E attached with QUIESCE, T in user mode; D: control(E, STOP) = EINPROGRESS: report_quiesce(0) must come; under the fault it does not.")
        {
            Decisions = new StopAsksForNothing(),
        },
        new("stop-needs-quiesce", ["K49"],
            "A stop that no engine with QUIESCE is there to be told of is not made.",
            ["STOP-06"], ControlTier.T1,
            "E attached without events, T in user mode; D: control(E, STOP), settle: T=tstopped; under the fault it runs.")
        {
            Decisions = new StopNeedsQuiesce(),
        },
        new("event-stops-at-once", ["K50"],
            "A STOP from an event stops the thread in the midst of what it does, and no report before user mode follows.",
            ["STOP-09", "REPORT-17"], ControlTier.T1,
            "E attached with EXEC, report_exec returns STOP; exec; settle: done exec must come before T=tstopped; under the fault it comes after control(E, RESUME), and report_quiesce(0) never.")
        {
            Decisions = new EventStopsAtOnce(),
        },
        new("resume-asks-for-a-report", ["K51"],
            "RESUME on a thread that runs asks for a report.",
            ["RESUME-02"], ControlTier.T1,
            "E attached with QUIESCE, T in user mode; D: control(E, RESUME), settle: no callback; the fault makes E.report_quiesce(RESUME, 0).")
        {
            Decisions = new ResumeAsksForAReport(),
        },
        new("report-lost-under-anothers-hold", ["K52"],
            "A REPORT that is asked for while another engine holds the thread is forgotten.",
            ["RESUME-06"], ControlTier.T1,
            "F holds T; D: control(E, REPORT) = 0, control(F, RESUME): E.report_quiesce(0) must come; under the fault it does not.")
        {
            Decisions = new ReportLostUnderAnothersHold(),
        },
        new("needless-resume-is-refused", ["K53"],
            "RESUME answers EALREADY on a thread that is not stopped.",
            ["RESUME-11"], ControlTier.T1,
            "E attached, T in user mode; D: control(E, RESUME) must be 0; the fault gives EALREADY.")
        {
            Decisions = new NeedlessResumeIsRefused(),
        },
        new("holders-seen-before-the-lock", ["K54"],
            "RESUME looks for other holders before it takes the lock, so that two may each leave the waking to the other.",
            ["RESUME-14"], ControlTier.T2,
            "E and F hold T; D: control(E, RESUME) beside D2: control(F, RESUME): both see the other hold, both withdraw: T sleeps for nobody; it must run.")
        {
            Decisions = new HoldersSeenBeforeTheLock(),
        },
        new("interrupt-keeps-the-stop", ["K55"],
            "INTERRUPT does not withdraw the engine's stop.",
            ["INTERRUPT-04"], ControlTier.T1,
            "E and F hold T; D: control(E, INTERRUPT), control(F, RESUME): T must run; under the fault it stays stopped.")
        {
            Decisions = new InterruptKeepsTheStop(),
        },
        new("interrupt-needs-quiesce", ["K56"],
            "INTERRUPT is refused without QUIESCE.",
            ["INTERRUPT-05"], ControlTier.T1,
            "E attached with EXEC, T asleep interruptibly; D: control(E, INTERRUPT) must be 0; the fault gives EINVAL.")
        {
            Decisions = new InterruptNeedsQuiesce(),
        },
        new("stop-after-an-interrupt-ignored", ["K57"],
            "STOP in answer to the report of an INTERRUPT is not carried out.",
            ["INTERRUPT-07"], ControlTier.T1,
            "E attached with QUIESCE, T asleep interruptibly; D: control(E, INTERRUPT); report_signal returns STOP: T=tstopped must come; under the fault it runs on.")
        {
            Decisions = new StopAfterAnInterruptIgnored(),
        },
        new("trap-a-step-late", ["K58"],
            "The trap of a step comes after two.",
            ["STEP-01"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL_CORE holds T; D: control(E, SINGLESTEP); tick: report_signal(SIGNAL_CORE) must follow; under the fault a second tick comes first.")
        {
            Decisions = new TrapAStepLate(),
        },
        new("step-lost-under-anothers-hold", ["K59"],
            "A step that is asked for while another engine holds the thread is forgotten.",
            ["STEP-05"], ControlTier.T1,
            "F holds T; D: control(E, SINGLESTEP) = 0, control(F, RESUME); tick: report_signal(SIGNAL_CORE) must follow; under the fault it does not.")
        {
            Decisions = new StepLostUnderAnothersHold(),
        },
        new("only-resume-withdraws-the-mark", ["K60"],
            "REPORT and INTERRUPT leave the thread-wide stop mark, and the thread decides from it.",
            ["PROPOSED-01", "RESUME-04"], ControlTier.T1,
            "E, F attached with EXEC; E.report_exec returns STOP, F.report_exec held; D: control(E, REPORT) = 0; release F: T must run; under the fault it sleeps for ever.")
        {
            Decisions = new OnlyResumeWithdrawsTheMark(),
        },
    ];

    private sealed class StopAsksForNothing : Decisions
    {
        public override bool StopRequestsReport(bool isCurrent) => false;
    }

    private sealed class StopNeedsQuiesce : Decisions
    {
        public override bool StopAloneMakesPass => false;
    }

    private sealed class EventStopsAtOnce : Decisions
    {
        public override bool StopsWithinEvent => true;
    }

    private sealed class ResumeAsksForAReport : Decisions
    {
        public override bool ResumeRequestsReport => true;
    }

    private sealed class ReportLostUnderAnothersHold : Decisions
    {
        public override bool KeepsRequestUnderHold(ResumeAction action) => action is not ResumeAction.Report;
    }

    private sealed class NeedlessResumeIsRefused : Decisions
    {
        public override Errno ResultOfResume(bool wasStopped) => wasStopped ? Errno.None : Errno.EALREADY;
    }

    private sealed class HoldersSeenBeforeTheLock : Decisions
    {
        public override bool ResumeLooksForHoldersUnderLock => false;
    }

    private sealed class InterruptKeepsTheStop : Decisions
    {
        public override bool InterruptWithdrawsStop => false;
    }

    private sealed class InterruptNeedsQuiesce : Decisions
    {
        public override bool InterruptRequiresQuiesce => true;
    }

    private sealed class StopAfterAnInterruptIgnored : Decisions
    {
        public override bool RequestedSignalPassStops => false;
    }

    private sealed class TrapAStepLate : Decisions
    {
        public override bool TrapsAfterOneStep => false;
    }

    private sealed class StepLostUnderAnothersHold : Decisions
    {
        public override bool KeepsRequestUnderHold(ResumeAction action) => action is ResumeAction.Report;
    }

    private sealed class OnlyResumeWithdrawsTheMark : Decisions
    {
        public override bool WithdrawsStopMark(ResumeAction action) => action is ResumeAction.Resume;

        public override bool SomebodyWantsStop(Tracee tracee) => (tracee.UtraceFlags & UtraceEvents.StopBit) != 0;
    }
}
