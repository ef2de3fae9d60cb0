using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>set_events, control, barrier, examine.</summary>
internal abstract partial class Decisions
{
    /// <summary>SETEVENTS-11: set_events is refused once the reap has begun.</summary>
    public virtual bool RefusesCallsDuringReap => true;

    /// <summary>SETEVENTS-01: the new mask.</summary>
    public virtual UtraceEvents MaskFor(UtraceEvents old, UtraceEvents asked) => asked & ~UtraceEvents.StopBit;

    /// <summary>SETEVENTS-03: the engine's stop bit after the call.</summary>
    public virtual UtraceEvents StopBitAfterSetEvents(Engine engine, UtraceEvents asked) => engine.Flags & UtraceEvents.StopBit;

    /// <summary>SETEVENTS-09: clearing DEATH or QUIESCE is refused while the death report runs.</summary>
    public virtual bool RefusesClearingDeathDuringReport => true;

    /// <summary>SETEVENTS-10: newly setting DEATH or QUIESCE on a dead thread is refused.</summary>
    public virtual bool RefusesDeathEventsOnDead => true;

    /// <summary>SETEVENTS-05, SETEVENTS-07: a cleared event's callback may be open.</summary>
    public virtual bool FindsOpenCallback(Engine engine, bool isCurrent, UtraceEvents old, UtraceEvents asked) =>
        (old & ~asked) != 0
        && !isCurrent
        && engine.Target.Exit is ExitState.Alive
        && engine.Target.State is not RunState.TracedStop
        && engine.Target.Record.Reporting == engine;

    /// <summary>SETEVENTS-06: the mask is changed although the answer is EINPROGRESS.</summary>
    public virtual bool InProgressChangesMask => true;

    /// <summary>RESUME-07: the action needs QUIESCE.</summary>
    public virtual bool RequiresQuiesce(ResumeAction action) => true;

    /// <summary>DETACH-07: control on a detached engine is refused.</summary>
    public virtual bool RefusesControlAfterDetach => true;

    /// <summary>REAP-05: what control answers once the reap has begun.</summary>
    public virtual Errno ControlDuringReap => Errno.ESRCH;

    /// <summary>RESUME-12: what control answers on a dead thread, DETACH excepted.</summary>
    public virtual Errno ControlOnDead => Errno.ESRCH;

    /// <summary>DEATH-06: DETACH is refused while the death report runs.</summary>
    public virtual bool RefusesDetachDuringDeathReport => true;

    /// <summary>DEATH-08: DETACH works on a zombie.</summary>
    public virtual bool DetachesFromZombie => true;

    /// <summary>DETACH-12: DETACH on a zombie takes the engine off the list at once, since no pass will.</summary>
    public virtual bool DetachUnlinksFromZombie => true;

    /// <summary>STOP-01, STOP-02: what control(STOP) answers.</summary>
    public virtual Errno ResultOfStop(bool isStopped) => isStopped ? Errno.None : Errno.EINPROGRESS;

    /// <summary>STOP-10: control(STOP) ends an interruptible sleep.</summary>
    public virtual bool StopWakesSleeper => false;

    /// <summary>DETACH-04: DETACH takes back the thread-wide stop mark that its engine made.</summary>
    public virtual bool DetachWithdrawsStopMark => true;

    /// <summary>DETACH-06: DETACH leaves the stops of other engines alone.</summary>
    public virtual bool DetachKeepsOthersHold => true;

    /// <summary>DETACH-03, DETACH-06: DETACH of a stopped thread looks whether it can run again.</summary>
    public virtual bool DetachWakesStopped => true;

    /// <summary>DETACH-01: DETACH answers EINPROGRESS while a callback of the engine is open.</summary>
    public virtual bool DetachLooksAtOpenCallback => true;

    /// <summary>RESUME-03, RESUME-04: a resuming action takes back the thread-wide stop mark that its engine made.</summary>
    public virtual bool ResumeWithdrawsStopMark => true;

    /// <summary>STOP-07: a resuming action leaves the stops of other engines alone. Asked before the engine's own is taken back.</summary>
    public virtual bool ResumeKeepsOthersHold(Engine engine) => true;

    /// <summary>RESUME-05: REPORT takes back the engine's stop.</summary>
    public virtual bool ReportWithdrawsStop => true;

    /// <summary>RESUME-05: REPORT makes no request on a stopped thread.</summary>
    public virtual bool ReportForgottenOnStopped => false;

    /// <summary>INTERRUPT-02: INTERRUPT leaves a request for a report before signals.</summary>
    public virtual bool InterruptLeavesRequest => true;

    /// <summary>INTERRUPT-03: INTERRUPT queues a signal.</summary>
    public virtual bool InterruptQueuesSignal => false;

    /// <summary>INTERRUPT-01: INTERRUPT sends the thread through the signal path, which ends an interruptible sleep.</summary>
    public virtual bool InterruptRaisesSignalPath => true;

    /// <summary>BARRIER-08: barrier on the current thread returns at once.</summary>
    public virtual bool BarrierOnCurrentReturns => true;

    /// <summary>BARRIER-01, BARRIER-09: barrier waits for this engine's open callback, and for no other.</summary>
    public virtual bool BarrierHasToWait(Engine engine) => engine.Target.Record.Reporting == engine;

    /// <summary>BARRIER-04: a signal to the caller ends its wait.</summary>
    public virtual bool BarrierSeesSignals => true;

    /// <summary>EXAMINE-01, EXAMINE-02: prepare_examine needs the engine's own stop, in effect.</summary>
    public virtual bool ExamineRequiresStop => true;

    /// <summary>EXAMINE-04, EXAMINE-05: finish_examine sees that the thread has left the stop.</summary>
    public virtual bool FinishExamineComparesSwitches => true;
}
