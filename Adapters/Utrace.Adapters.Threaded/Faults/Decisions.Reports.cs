using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Reporting passes, stops, system calls, signals.</summary>
internal abstract partial class Decisions
{
    /// <summary>EXEC-02: an execve that fails is reported.</summary>
    public virtual bool ReportsFailedExec => false;

    /// <summary>EXEC-03: engines go at exec.</summary>
    public virtual bool DropsEnginesAtExec => false;

    /// <summary>REPORT-02, REPORT-03: attach order; reverse for system call entry.</summary>
    public virtual IEnumerable<Engine> Order(UtraceEvents @event, IReadOnlyList<Engine> engines) =>
        @event is UtraceEvents.SyscallEntry ? engines.Reverse() : engines;

    /// <summary>QUIESCE-01: report_quiesce comes before the specific callback.</summary>
    public virtual bool QuiesceComesFirst(UtraceEvents @event) => true;

    /// <summary>REPORT-11: a DETACH result of report_quiesce ends the engine's turn.</summary>
    public virtual bool DetachedQuiesceEndsTurn => true;

    /// <summary>SETEVENTS-16, SETEVENTS-17: the mask is read again after report_quiesce.</summary>
    public virtual bool ReadsMaskAfterQuiesce => true;

    /// <summary>REPORT-13: the engine wants the specific callback.</summary>
    public virtual bool WantsEvent(Engine engine, UtraceEvents want, UtraceEvents @event) => (want & @event) != 0;

    /// <summary>BARRIER-10: a turn without a callback ends the mark that a callback may be open.</summary>
    public virtual bool IdleTurnEndsReporting => true;

    /// <summary>REPORT-09: the action argument.</summary>
    public virtual ResumeAction ArgumentOf(ReportPass pass) => pass.Action;

    /// <summary>QUIESCE-01, QUIESCE-03: the event argument of report_quiesce and report_signal.</summary>
    public virtual UtraceEvents EventArgument(UtraceEvents @event) => @event;

    /// <summary>SYSCALL-04, SIGNAL-17: a report_quiesce leaves the event's own choice alone.</summary>
    public virtual bool QuiesceKeepsWord => true;

    /// <summary>REPORT-06, REPORT-14: the lock is held over callbacks.</summary>
    public virtual bool HoldsLockDuringCallbacks => false;

    /// <summary>SYSCALL-03, SIGNAL-03: the event's own choice after a callback gave its result.</summary>
    public virtual uint WordAfter(ReportPass pass, ActionWord result) => result.Bits;

    /// <summary>BARRIER-02: the callback counts as over before its result is applied, and results are applied when all callbacks are made.</summary>
    public virtual bool EndsReportingBeforeApply => false;

    /// <summary>BARRIER-10: a callback counts as over when its result is applied.</summary>
    public virtual bool ResultEndsReporting(UtraceEvents @event) => true;

    /// <summary>REPORT-11, DEATH-05: a DETACH result detaches.</summary>
    public virtual bool DetachResultDetaches(UtraceEvents @event) => true;

    /// <summary>DETACH-05: the result of a callback has no effect any more once its engine is detached.</summary>
    public virtual bool VoidsResultOfDetached(Engine engine, ResumeAction action) => engine.Table is not EngineTable.User;

    /// <summary>REPORT-11: what the pass has come to after a DETACH result.</summary>
    public virtual ResumeAction ActionAfterDetach(ResumeAction soFar) => soFar;

    /// <summary>REPORT-08: the strongest action wins.</summary>
    public virtual ResumeAction Combine(ResumeAction soFar, ResumeAction result) => result < soFar ? result : soFar;

    /// <summary>STOP-04: a result other than STOP cancels the engine's own stop.</summary>
    public virtual bool ResultCancelsOwnStop => true;

    /// <summary>STOP-05: a STOP in a pass that does not stop makes a report before user mode, where it is asked for again.</summary>
    public virtual bool UnstoppedStopRequestsReport => true;

    /// <summary>RESUME-05: a pending REPORT makes a pass before user mode.</summary>
    public virtual bool ReportMakesPass => true;

    /// <summary>STOP-13: somebody still wants the stop that the pass came to. Asked under the lock, just before the thread sleeps.</summary>
    public virtual bool SomebodyWantsStop(Tracee tracee) => tracee.Record.Engines.Any(e => e.WantsStop);

    /// <summary>RESUME-09: what engines asked for beside another's STOP is done after the stop.</summary>
    public virtual bool RequestSurvivesStop => true;

    /// <summary>STEP-06: a thread that leaves a stop with nobody stepping has stepping switched off.</summary>
    public virtual bool LeavingStopDisarmsStep => true;

    /// <summary>SYSCALL-05: a stop at entry is taken only after the call.</summary>
    public virtual bool EntryStopsLater => false;

    /// <summary>SYSCALL-09: a kill in the entry stop keeps the call from being run.</summary>
    public virtual bool KilledEntryAborts => true;

    /// <summary>SYSCALL-02: ABORT skips the call.</summary>
    public virtual bool HonoursAbort => true;

    /// <summary>SYSCALL-07: a request made during the entry stop repeats the entry reports.</summary>
    public virtual bool RepeatsEntry(ResumeAction pending) => pending <= ResumeAction.Report;

    /// <summary>SYSCALL-08: a repeat starts with no resume action chosen.</summary>
    public virtual bool RepeatStartsAfresh => true;

    /// <summary>SYSCALL-07: a repeat shows RESUMED.</summary>
    public virtual bool RepeatIsMarked => true;

    /// <summary>SIGNAL-06: a requested report comes before a pending signal is taken.</summary>
    public virtual bool PendingSignalWaitsForReport(Tracee tracee) => true;

    /// <summary>REPORT-05: a signal pass makes waiting engines eligible.</summary>
    public virtual bool SignalPassTakesWaitingEngines => true;

    /// <summary>SIGNAL-12: SIGKILL is shown to engines.</summary>
    public virtual bool ShowsKill => false;

    /// <summary>SIGNAL-10: HOLD puts the signal back.</summary>
    public virtual bool HonoursHold => true;
}
