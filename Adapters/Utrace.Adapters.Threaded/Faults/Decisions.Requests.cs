using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What is asked of a thread, and what a pass makes of it.</summary>
internal abstract partial class Decisions
{
    /// <summary>REPORT-01: an event's pass that an engine was attached in is made again.</summary>
    public virtual bool AttachRestartsPass => false;

    /// <summary>REPORT-07: the events whose death report a reap waits for.</summary>
    public virtual UtraceEvents EventsThatPostponeReap => EventsThatMakeDeathReport;

    /// <summary>REPORT-10: a STOP result ends the pass.</summary>
    public virtual bool StopEndsPass => false;

    /// <summary>REPORT-15: report_quiesce of the event goes to the engine.</summary>
    public virtual bool QuiescesForEvent(UtraceEvents want, UtraceEvents @event) => (want & UtraceEvents.Quiesce) != 0;

    /// <summary>REPORT-16: a pass before user mode that nobody wants a step in switches stepping off.</summary>
    public virtual bool PassDisarmsStep => true;

    /// <summary>BARRIER-07: the callback behind report_quiesce is marked as that was.</summary>
    public virtual bool MarksTurnAgain => true;

    /// <summary>DETACH-10: a DETACH result costs the next engine its turn.</summary>
    public virtual bool DetachResultSkipsNext => false;

    /// <summary>QUIESCE-04: a requested pass on the signal path calls report_signal.</summary>
    public virtual bool RequestedPassCallsReportSignal => true;

    /// <summary>QUIESCE-07: a REPORT of one engine waits until no other holds the thread.</summary>
    public virtual bool ReportWaitsForHolders => true;

    /// <summary>STOP-03, STOP-14: control(STOP) asks the thread for a report.</summary>
    /// <param name="isCurrent">The thread itself calls.</param>
    public virtual bool StopRequestsReport(bool isCurrent) => true;

    /// <summary>STOP-06: the stop of an engine without QUIESCE is enough to make a pass.</summary>
    public virtual bool StopAloneMakesPass => true;

    /// <summary>STOP-09, REPORT-17: a STOP from an event stops where the event is reported.</summary>
    public virtual bool StopsWithinEvent => false;

    /// <summary>RESUME-02: RESUME on a thread that runs asks for a report.</summary>
    public virtual bool ResumeRequestsReport => false;

    /// <summary>RESUME-06, STEP-05: what is asked for while another engine holds the thread is kept.</summary>
    public virtual bool KeepsRequestUnderHold(ResumeAction action) => true;

    /// <summary>RESUME-11: what RESUME answers.</summary>
    public virtual Errno ResultOfResume(bool wasStopped) => Errno.None;

    /// <summary>RESUME-14: RESUME looks for other holders in the instant in which it withdraws its own stop.</summary>
    public virtual bool ResumeLooksForHoldersUnderLock => true;

    /// <summary>PROPOSED-01: the action takes back the thread-wide stop mark that its engine made.</summary>
    public virtual bool WithdrawsStopMark(ResumeAction action) => true;

    /// <summary>INTERRUPT-04: INTERRUPT takes back the engine's own stop.</summary>
    public virtual bool InterruptWithdrawsStop => true;

    /// <summary>INTERRUPT-05: INTERRUPT needs QUIESCE.</summary>
    public virtual bool InterruptRequiresQuiesce => false;

    /// <summary>INTERRUPT-06: a thread that recomputes its signal path flag sees a pending INTERRUPT.</summary>
    public virtual bool RecomputeSeesInterrupt => true;

    /// <summary>INTERRUPT-07: STOP in answer to a requested pass on the signal path stops.</summary>
    public virtual bool RequestedSignalPassStops => true;

    /// <summary>STEP-01: the trap comes after one step.</summary>
    public virtual bool TrapsAfterOneStep => true;

    /// <summary>STEP-03: a notify hook with nothing to do leaves stepping as it is.</summary>
    public virtual bool IdleHookLeavesStep => true;

    /// <summary>PROPOSED-03, STOP-04: the result of the callback that is open withdraws a stop that is asked for meanwhile.</summary>
    public virtual bool OpenCallbackWithdrawsStop => true;

    /// <summary>PROPOSED-05: a wake-up that a dead thread's callback asks for is told.</summary>
    public virtual bool KeepsWakeUpsOfTheDead => true;
}
