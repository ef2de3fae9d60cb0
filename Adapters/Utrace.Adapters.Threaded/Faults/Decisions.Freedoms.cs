using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What the guarantees leave open. A variant answers it the other way and is as right.</summary>
internal abstract partial class Decisions
{
    /// <summary>BARRIER-11: what barrier answers at once for a marked engine whose callback is over; null: it waits until the engine is gone.</summary>
    public virtual Errno? BarrierOnMarked => null;

    /// <summary>DETACH-02: DETACH from the engine's own callback counts that callback as open.</summary>
    public virtual bool OwnCallbackIsOpenToDetach => true;

    /// <summary>REF-07: what REPORT and the steps answer on a detached engine.</summary>
    public virtual Errno RequestOnDetached => Errno.ESRCH;

    /// <summary>EXAMINE-03: what the examine calls answer on a detached engine.</summary>
    public virtual Errno ExamineOnDetached => Errno.EINVAL;

    /// <summary>DEATH-06, DETACH-08: DETACH during the death report, with a reap waiting for it, names the death.</summary>
    public virtual bool LateDetachNamesDeath => false;

    /// <summary>SETEVENTS-11: what set_events answers once the reap has begun.</summary>
    public virtual Errno SetEventsDuringReap => Errno.ESRCH;

    /// <summary>SETEVENTS-10: a mask that merely keeps DEATH or QUIESCE is taken on a dead thread.</summary>
    public virtual bool KeepsDeathEventsOnDead => true;

    /// <summary>SETEVENTS-06: the answer of set_events depends on which callback is open.</summary>
    public virtual bool NotesWhichCallbackIsOpen => false;

    /// <summary>SETEVENTS-08: whether a set_events answered EINPROGRESS since the callback began is remembered.</summary>
    public virtual bool RemembersInProgress => false;

    /// <summary>ATTACH-13: what a look-up answers on a thread that a reaper took.</summary>
    public virtual Errno LookUpOnReaped => Errno.ENOENT;

    /// <summary>QUIESCE-03: a pass that only a DETACH asked for calls the other engines as well.</summary>
    public virtual bool CleanUpCallsOthers => true;

    /// <summary>QUIESCE-02: a pass that nobody wanted leaves the union as it is.</summary>
    public virtual bool KeepsStaleEvents => false;

    /// <summary>QUIESCE-02: set_events takes what nobody wants any more out of the union.</summary>
    public virtual bool SetEventsShrinksUnion => false;

    /// <summary>KILL-07: STOP from report_exit holds a thread that dies of a kill.</summary>
    public virtual bool ExitHoldsKilled => true;

    /// <summary>SYSCALL-11: the exit of the call is reported.</summary>
    /// <param name="tracee">The thread.</param>
    /// <param name="aborted">The call was aborted.</param>
    public virtual bool ReportsSyscallExit(Tracee tracee, bool aborted) => true;

    /// <summary>Who waits at every pause point until nobody else moves.</summary>
    public virtual Pace Pace => Pace.Free;
}

/// <summary>How fast contexts are, where the kit does not say who runs.</summary>
internal enum Pace
{
    /// <summary>As the operating system has it.</summary>
    Free,

    /// <summary>Traced threads come last.</summary>
    SlowThreads,

    /// <summary>Callers come last.</summary>
    SlowCallers,

    /// <summary>One context moves at a time, each for one step.</summary>
    Serial,
}
