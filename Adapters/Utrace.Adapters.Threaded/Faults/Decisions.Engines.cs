using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What an engine is from its attach to its release, and what its mask is.</summary>
internal abstract partial class Decisions
{
    /// <summary>ATTACH-01: control takes an engine that still waits to be eligible.</summary>
    public virtual bool TakesWaitingEngine => true;

    /// <summary>ATTACH-02: the mask of an engine that was just attached.</summary>
    public virtual UtraceEvents MaskOfNewEngine => UtraceEvents.None;

    /// <summary>ATTACH-10: whether an EXCLUSIVE attach meets a match is decided in the instant of the attach.</summary>
    public virtual bool ExclusiveIsDecidedUnderLock => true;

    /// <summary>ATTACH-11: attach without a callback table is refused.</summary>
    public virtual bool RefusesMissingTable => true;

    /// <summary>ATTACH-14: REAP can be set anew on a dead thread.</summary>
    public virtual bool TakesReapOnDead => true;

    /// <summary>ATTACH-16: a callback may attach to its own thread.</summary>
    public virtual bool AttachesToCurrent => true;

    /// <summary>ATTACH-17: a look-up looks at the engines of the one thread.</summary>
    public virtual bool LookUpStaysWithThread => true;

    /// <summary>ATTACH-18: how many engines a thread takes; null: any number.</summary>
    public virtual int? EnginesPerThread => null;

    /// <summary>REF-04, REF-05: the reference of being attached outlasts the request to detach.</summary>
    public virtual bool DetachLeavesReference => true;

    /// <summary>REF-08: set_events waits until the engine's open callback is over.</summary>
    public virtual bool SetEventsAwaitsCallback => false;

    /// <summary>REF-09: references to engines do not keep their thread from being reaped.</summary>
    public virtual bool ReferencesLeaveThreadAlone => true;

    /// <summary>REF-10: put in a callback of the engine drops the caller's reference and no other.</summary>
    public virtual bool PutInCallbackIsOne => true;

    /// <summary>SETEVENTS-02: report_reap is called.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="isWanted">Its mask asks for it.</param>
    public virtual bool CallsReap(Engine engine, bool isWanted) => isWanted && engine.Has(Callback.Reap);

    /// <summary>SETEVENTS-04: a new mask counts although the thread is stopped.</summary>
    public virtual bool StoppedThreadTakesMask => true;

    /// <summary>SETEVENTS-08: a set_events that was answered EINPROGRESS is remembered for good.</summary>
    public virtual bool InProgressIsForGood => false;

    /// <summary>SETEVENTS-19: set_events that is refused leaves the old mask.</summary>
    public virtual bool RefusalKeepsMask => true;

    /// <summary>SETEVENTS-21: a mask with system calls in it has those of an untraced thread go through the hooks.</summary>
    public virtual bool SetEventsTracesSyscalls => true;

    /// <summary>DETACH-03: what DETACH answers for a thread that is stopped, or dead.</summary>
    public virtual Errno ResultOfDetach(Tracee target) => Errno.None;

    /// <summary>DETACH-09: DETACH by control in the engine's own callback detaches, whatever that callback returns.</summary>
    public virtual bool OwnDetachCounts => true;

    /// <summary>DETACH-11: the last engine leaves a trap behind.</summary>
    public virtual bool LastDetachQueuesTrap => false;

    /// <summary>BARRIER-05: barrier on a marked engine waits for the callback that is open.</summary>
    public virtual bool BarrierWaitsForMarked => true;

    /// <summary>BARRIER-06: what barrier answers for an engine that is gone.</summary>
    public virtual Errno BarrierOnGone => Errno.ESRCH;

    /// <summary>BARRIER-13: barrier asks for a report.</summary>
    public virtual bool BarrierRequestsReport => false;

    /// <summary>EXAMINE-01: prepare_examine looks whether the thread has stopped.</summary>
    public virtual bool PrepareLooksAtThread => true;

    /// <summary>EXAMINE-07: what prepare_examine answers where the thread is still on its way into the stop.</summary>
    public virtual Errno PrepareBeforeTheStop => Errno.EAGAIN;

    /// <summary>EXAMINE-03: what prepare_examine answers on a dead thread.</summary>
    public virtual Errno PrepareOnDead => Errno.ESRCH;

    /// <summary>EXAMINE-05: finish_examine compares the stops that the thread has left.</summary>
    public virtual bool FinishExamineCountsStops => true;

    /// <summary>EXAMINE-06: prepare_examine on the current thread succeeds.</summary>
    public virtual bool PreparesCurrent => true;

    /// <summary>EXAMINE-08: what finish_examine answers on the current thread.</summary>
    public virtual Errno FinishOnCurrent => Errno.None;
}
