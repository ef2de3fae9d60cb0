using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of set_events, and of whom a pass calls. Each shows what it takes to be caught.</summary>
internal static class MaskFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("stopped-thread-keeps-the-mask", ["K39"],
            "set_events answers 0 on a stopped thread and leaves the mask as it was.",
            ["SETEVENTS-04"], ControlTier.T1,
            "E attached with QUIESCE and EXEC holds T; D: set_events(E, 0) = 0, control(E, RESUME); exec: no report_exec; the fault makes it.")
        {
            Decisions = new StoppedThreadKeepsTheMask(),
        },
        new("in-progress-stays", ["K40"],
            "set_events that was once answered EINPROGRESS is answered so ever after.",
            ["SETEVENTS-08"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: set_events(E, 0) = EINPROGRESS; release, settle; set_events(E, 0) must be 0; the fault gives EINPROGRESS.")
        {
            Decisions = new InProgressStays(),
        },
        new("refused-mask-is-set", ["K41"],
            "set_events that answers EALREADY sets the mask all the same.",
            ["SETEVENTS-19"], ControlTier.T1,
            "E attached with REAP; T exits; D: await zombie, set_events(E, DEATH) = EALREADY; P: reap(T): report_reap must come; under the fault it does not.")
        {
            Decisions = new RefusedMaskIsSet(),
        },
        new("untraced-thread-stays-untraced", ["K42"],
            "set_events with system calls does not have those of the thread go through the hooks.",
            ["SETEVENTS-21"], ControlTier.T1,
            "E attached; D: set_events(E, SYSCALL_ENTRY); syscall: report_syscall_entry must come; under the fault it does not.")
        {
            Decisions = new UntracedThreadStaysUntraced(),
        },
        new("stop-ends-the-pass", ["K43"],
            "Behind an engine that returns STOP no engine is called.",
            ["REPORT-10"], ControlTier.T1,
            "E, F attached with EXEC, E returns STOP; exec: F.report_exec(STOP) must come; under the fault it does not.")
        {
            Decisions = new StopEndsThePass(),
        },
        new("unchanged-exit-code-is-zero", ["K44"],
            "An exit code that no engine changed counts as 0.",
            ["REPORT-12"], ControlTier.T1,
            "E attached with EXIT, report_exit writes nothing; T exits with 7; P: reap(T) must be 7; the fault gives 0.")
        {
            Decisions = new UnchangedExitCodeIsZero(),
        },
        new("requested-pass-skips-report-signal", ["K45"],
            "A requested pass on the signal path leaves out engines that have report_signal.",
            ["QUIESCE-04"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL; a signal is pending; D: control(E, REPORT): report_signal(RESUME|REPORT) or report_quiesce(0) must come; under the fault neither does.")
        {
            Decisions = new RequestedPassSkipsReportSignal(),
        },
        new("report-made-while-held", ["K46"],
            "REPORT has a thread out of its stop for the report although another engine holds it.",
            ["QUIESCE-07"], ControlTier.T1,
            "E holds T; D: control(F, REPORT), settle: no callback; under the fault T makes the pass, and stops again.")
        {
            Decisions = new ReportMadeWhileHeld(),
        },
        new("report-reap-for-all", ["K47"],
            "A reaper calls report_reap of tables that have none.",
            ["SETEVENTS-02"], ControlTier.T1,
            "E attached with EXEC, its table has report_exec and nothing else; T exits; P: reap(T): no callback; the fault makes E.report_reap.")
        {
            Decisions = new ReportReapForAll(),
        },
    ];

    private sealed class StoppedThreadKeepsTheMask : Decisions
    {
        public override bool StoppedThreadTakesMask => false;
    }

    private sealed class InProgressStays : Decisions
    {
        public override bool InProgressIsForGood => true;

        public override bool FindsOpenCallback(Engine engine, bool isCurrent, UtraceEvents old, UtraceEvents asked) =>
            engine.IsToldToWait || base.FindsOpenCallback(engine, isCurrent, old, asked);
    }

    private sealed class RefusedMaskIsSet : Decisions
    {
        public override bool RefusalKeepsMask => false;
    }

    private sealed class UntracedThreadStaysUntraced : Decisions
    {
        public override bool SetEventsTracesSyscalls => false;
    }

    private sealed class StopEndsThePass : Decisions
    {
        public override bool StopEndsPass => true;
    }

    private sealed class UnchangedExitCodeIsZero : Decisions
    {
        public override int ExitCodeResult(ReportPass pass) => pass.Code == pass.OriginalCode ? 0 : pass.Code;
    }

    private sealed class RequestedPassSkipsReportSignal : Decisions
    {
        public override bool RequestedPassCallsReportSignal => false;
    }

    private sealed class ReportMadeWhileHeld : Decisions
    {
        public override bool ReportWaitsForHolders => false;
    }

    private sealed class ReportReapForAll : Decisions
    {
        public override bool CallsReap(Engine engine, bool isWanted) => isWanted || !engine.Has(Callback.Reap);
    }
}
