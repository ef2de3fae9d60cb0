using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Signals with dispositions, job control, clone, pids, the proposals.</summary>
internal abstract partial class Decisions
{
    /// <summary>SIGNAL-04: what a callback wrote into info and return_ka counts.</summary>
    public virtual bool TakesInfoChanges => true;

    /// <summary>SIGNAL-05: orig_ka is the disposition before any engine changed it.</summary>
    public virtual bool ShowsOriginalDisposition => true;

    /// <summary>SIGNAL-09: whoever asks for anything beside DELIVER gets a HANDLER pass.</summary>
    public virtual bool LooksAgainBeforeHandler => true;

    /// <summary>SIGNAL-11: the pass that answers REPORT or INTERRUPT behind a stop finds info as it was.</summary>
    public virtual bool ParksInfo => true;

    /// <summary>SIGNAL-13: an ignored signal is kept where SIGNAL_IGN asks for it.</summary>
    public virtual bool KeepsIgnoredIfAsked => true;

    /// <summary>SIGNAL-14: a fatal signal is reported before it takes the group along, where SIGNAL_TERM or SIGNAL_CORE asks for it.</summary>
    public virtual bool ReportsFatalFirst => true;

    /// <summary>SIGNAL-16: a signal pass calls engines with QUIESCE alone as well.</summary>
    public virtual bool SignalCallsQuiesce => true;

    /// <summary>SIGNAL-23: the mark of a handler goes with the last engine.</summary>
    public virtual bool ForgetsHandlerMark => true;

    /// <summary>STEP-02: a step that the hardware has not is refused, and nothing else happens.</summary>
    public virtual bool RefusedStepDoesNothing => true;

    /// <summary>JCTL-02: what the parent is told is in the argument, and nothing where it is told nothing.</summary>
    public virtual bool SaysWhatParentIsTold => true;

    /// <summary>JCTL-03: a continue that comes while a stop is reported cancels it.</summary>
    public virtual bool ContinueCancelsStopInProgress => true;

    /// <summary>JCTL-05, RESUME-13: a thread that is let go while its group is stopped stays in the group's stop.</summary>
    public virtual bool HeldThreadStaysInGroupStop => true;

    /// <summary>STOP-11: a continue leaves traced stops alone.</summary>
    public virtual bool ContinueSparesTracedStops => true;

    /// <summary>STOP-12: control(STOP) on a thread that its group has stopped makes that stop a traced one.</summary>
    public virtual bool TakesOverJobStop => true;

    /// <summary>CLONE-01: the child cannot run before its parent's report is over.</summary>
    public virtual bool ChildWaitsForReport => true;

    /// <summary>VFORK-04: what others asked for beside the stop of a vfork's report survives it.</summary>
    public virtual bool VforkKeepsRequests => true;

    /// <summary>ATTACH-12: kernel threads cannot be attached to.</summary>
    public virtual bool RefusesKernelThreads => true;

    /// <summary>RESUME-08: what control answers to an action that there is not.</summary>
    public virtual Errno ActionOutOfRange => Errno.EINVAL;

    /// <summary>SETEVENTS-12: what set_events answers on a detached engine.</summary>
    public virtual Errno MaskOnDetached => Errno.ESRCH;

    /// <summary>PID-02: what a call by a pid that names nobody, or another thread, answers.</summary>
    public virtual Errno CallOnNobody => Errno.ESRCH;

    /// <summary>PROPOSED-02: results of the engine's own callbacks leave a sticky stop alone.</summary>
    public virtual bool StickyStopStays => true;

    /// <summary>PROPOSED-04: a wake-up waits until the callback's result is in effect.</summary>
    public virtual bool WakeUpWaitsForResult => true;
}
