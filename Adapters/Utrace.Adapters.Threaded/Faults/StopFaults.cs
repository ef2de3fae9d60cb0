using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of stop, resume, interrupt, step. Each shows what it takes to be caught.</summary>
internal static class StopFaults
{
    /// <summary>The faults, in the order of the catalogue.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("stop-answers-zero-too-early", ["M42"],
            "control(STOP) returns 0 when it only asked.",
            ["STOP-01", "STOP-02"], ControlTier.T1,
            "E attached with QUIESCE, T in user mode; D: control(E, STOP) must be EINPROGRESS; the fault gives 0.")
        {
            Decisions = new StopAnswersZeroTooEarly(),
        },
        new("stop-in-progress-when-stopped", ["M43"],
            "control(STOP) answers EINPROGRESS on a stopped thread.",
            ["STOP-08", "STOP-12"], ControlTier.T1,
            "E holds T stopped; D: control(F, STOP) must be 0; the fault gives EINPROGRESS.")
        {
            Decisions = new StopInProgressWhenStopped(),
        },
        new("result-keeps-the-own-stop", ["M44"],
            "A callback that returns RESUME does not cancel the engine's own control(STOP).",
            ["STOP-04"], ControlTier.T1,
            "E attached with QUIESCE, report_quiesce returns RESUME; D: control(E, STOP); tick: must come; under the fault T stops.")
        {
            Decisions = new ResultKeepsTheOwnStop(),
        },
        new("any-resume-ends-all-stops", ["M45"],
            "The stop is per thread: any engine's RESUME ends it.",
            ["STOP-07", "RESUME-01"], ControlTier.T1,
            "E and F hold T; D: control(E, RESUME): T must stay stopped; under the fault it runs.")
        {
            Decisions = new AnyResumeEndsAllStops(),
        },
        new("stop-wakes-a-sleeper", ["M46"],
            "control(STOP) ends an interruptible sleep.",
            ["STOP-10"], ControlTier.T1,
            "E attached with QUIESCE, T asleep interruptibly; D: control(E, STOP), settle: T must still sleep; under the fault the call is interrupted.")
        {
            Decisions = new StopWakesASleeper(),
        },
        new("step-before-the-stop", ["M48"],
            "The thread runs on to user mode after a STOP from an event that does not stop at once.",
            ["STOP-05"], ControlTier.T1,
            "E attached with EXEC, report_exec returns STOP; exec, tick: no tick; under the fault it comes.")
        {
            Decisions = new StepBeforeTheStop(),
        },
        new("lost-resume", ["M49"],
            "A resuming action clears only the engine's own bit; the thread decides to stop from what its pass came to and from the thread-wide mark.",
            ["RESUME-03", "RESUME-04", "STOP-13", "SETEVENTS-20", "BARRIER-02"], ControlTier.T1,
            "E, F attached with QUIESCE; E.report_quiesce(0) returns STOP, F.report_quiesce(0) held; D: control(F, REPORT), wait for F, barrier(E) = 0, control(E, RESUME) = 0; release F with RESUME; tick: must come; under the fault T sleeps for ever. Same at syscall entry and exit, and with REPORT, INTERRUPT, SINGLESTEP.")
        {
            Decisions = new LostResume(),
        },
        new("resume-by-a-non-holder-wakes", ["M50"],
            "RESUME by an engine that does not hold the thread ends another's stop.",
            ["STOP-07"], ControlTier.T1,
            "E holds T; D: control(F, RESUME): T must stay stopped; under the fault it runs.")
        {
            Decisions = new ResumeByANonHolderWakes(),
        },
        new("report-keeps-the-stop", ["M51"],
            "REPORT does not withdraw the engine's stop.",
            ["RESUME-05"], ControlTier.T1,
            "E holds T; D: control(E, REPORT): report_quiesce and the tick must come; under the fault T stays stopped.")
        {
            Decisions = new ReportKeepsTheStop(),
        },
        new("report-forgotten-when-stopped", ["M52"],
            "REPORT makes no callback if the thread was stopped.",
            ["RESUME-05"], ControlTier.T1,
            "E holds T; D: control(E, REPORT): report_quiesce(0) before the tick; under the fault only the tick comes.")
        {
            Decisions = new ReportForgottenWhenStopped(),
        },
        new("report-without-quiesce", ["M54"],
            "REPORT and the steps are accepted without QUIESCE.",
            ["RESUME-07"], ControlTier.T1,
            "E attached with EXEC; D: control(E, REPORT) must be EINVAL; the fault gives 0.")
        {
            Decisions = new ReportWithoutQuiesce(),
        },
        new("report-lost-under-anothers-stop", ["M55", "H-26"],
            "A REPORT result is forgotten when another engine stops.",
            ["RESUME-09"], ControlTier.T1,
            "E, F attached with QUIESCE; first report_quiesce(0): E returns REPORT, F STOP; D: control(E, REPORT), await tstopped, control(F, RESUME): a second E.report_quiesce(0) before the tick; under the fault there is none.")
        {
            Decisions = new ReportLostUnderAnothersStop(),
        },
        new("interrupt-leaves-the-sleep", ["M57"],
            "INTERRUPT does not end an interruptible sleep.",
            ["INTERRUPT-01"], ControlTier.T1,
            "E attached with QUIESCE, T asleep interruptibly; D: control(E, INTERRUPT), settle: the call must be interrupted; under the fault T sleeps on.")
        {
            Decisions = new InterruptLeavesTheSleep(),
        },
        new("pending-signal-before-the-report", ["M58"],
            "A pending signal is taken before the report that INTERRUPT asked for.",
            ["INTERRUPT-02", "SIGNAL-06"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL_CORE; D: control(E, SINGLESTEP); tick; the first report_signal(SIGNAL_CORE) returns STOP|IGN|HOLD; D: await tstopped, control(E, INTERRUPT): report_signal(RESUME|REPORT, 0) must come before the second report_signal(SIGNAL_CORE); the fault swaps them.")
        {
            Decisions = new PendingSignalBeforeTheReport(),
        },
        new("interrupt-queues-a-signal", ["M59"],
            "INTERRUPT queues a real signal.",
            ["INTERRUPT-03"], ControlTier.T1,
            "E attached with QUIESCE, T in user mode; D: control(E, INTERRUPT); tick: must come; under the fault T dies of SIGTRAP.")
        {
            Decisions = new InterruptQueuesASignal(),
        },
        new("block-step-beats-single-step", ["M60"],
            "BLOCKSTEP counts as stronger than SINGLESTEP.",
            ["STEP-04"], ControlTier.T1,
            "E, F, G attached with QUIESCE; report_quiesce(0): E returns SINGLESTEP, F BLOCKSTEP; D: control(E, REPORT): G must see SINGLESTEP; under the fault it sees BLOCKSTEP.")
        {
            Decisions = new BlockStepBeatsSingleStep(),
        },
        new("step-survives-detach", ["M61", "H-38"],
            "Stepping stays armed when the last holder detaches.",
            ["STEP-06"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL_CORE; D: control(E, SINGLESTEP); tick; report_signal returns STOP|IGN; D: await tstopped, control(E, DETACH) = 0; tick: T must run on; under the fault it dies of SIGTRAP after it.")
        {
            Decisions = new StepSurvivesDetach(),
        },
    ];

    private sealed class StopAnswersZeroTooEarly : Decisions
    {
        public override Errno ResultOfStop(bool isStopped) => Errno.None;
    }

    private sealed class StopInProgressWhenStopped : Decisions
    {
        public override Errno ResultOfStop(bool isStopped) => Errno.EINPROGRESS;
    }

    private sealed class ResultKeepsTheOwnStop : Decisions
    {
        public override bool ResultCancelsOwnStop => false;
    }

    private sealed class AnyResumeEndsAllStops : Decisions
    {
        public override bool ResumeKeepsOthersHold(Engine engine) => false;
    }

    private sealed class StopWakesASleeper : Decisions
    {
        public override bool StopWakesSleeper => true;
    }

    private sealed class StepBeforeTheStop : Decisions
    {
        public override bool UnstoppedStopRequestsReport => false;
    }

    private sealed class LostResume : Decisions
    {
        public override bool ResumeWithdrawsStopMark => false;

        public override bool SomebodyWantsStop(Tracee tracee) => (tracee.UtraceFlags & UtraceEvents.StopBit) != 0;
    }

    private sealed class ResumeByANonHolderWakes : Decisions
    {
        public override bool ResumeKeepsOthersHold(Engine engine) => engine.WantsStop;
    }

    private sealed class ReportKeepsTheStop : Decisions
    {
        public override bool ReportWithdrawsStop => false;
    }

    private sealed class ReportForgottenWhenStopped : Decisions
    {
        public override bool ReportForgottenOnStopped => true;
    }

    private sealed class ReportWithoutQuiesce : Decisions
    {
        public override bool RequiresQuiesce(ResumeAction action) => false;
    }

    private sealed class ReportLostUnderAnothersStop : Decisions
    {
        public override bool RequestSurvivesStop => false;
    }

    private sealed class InterruptLeavesTheSleep : Decisions
    {
        public override bool InterruptRaisesSignalPath => false;
    }

    private sealed class PendingSignalBeforeTheReport : Decisions
    {
        public override bool PendingSignalWaitsForReport(Tracee tracee) => tracee.NextSignal is SignalNumber.None;
    }

    private sealed class InterruptQueuesASignal : Decisions
    {
        public override bool InterruptQueuesSignal => true;
    }

    private sealed class BlockStepBeatsSingleStep : Decisions
    {
        public override ResumeAction Combine(ResumeAction soFar, ResumeAction result) =>
            (soFar, result) is (ResumeAction.SingleStep, ResumeAction.BlockStep) or (ResumeAction.BlockStep, ResumeAction.SingleStep)
                ? ResumeAction.BlockStep
                : base.Combine(soFar, result);
    }

    private sealed class StepSurvivesDetach : Decisions
    {
        public override bool LeavingStopDisarmsStep => false;
    }
}
