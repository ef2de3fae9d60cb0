using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What is one instant, and what comes first of two. A fault takes the instant apart or swaps the two: a window of a few instructions, which only pause points show.</summary>
internal abstract partial class Decisions
{
    /// <summary>STOP-13: the decision to stop and the stop are one critical section. Else the lock is free in between, and then only the thread-wide mark is looked at.</summary>
    public virtual bool StopsWhereItDecides => true;

    /// <summary>BARRIER-02: the result is applied before the callback counts as over (P2-P6, then P7).</summary>
    public virtual bool AppliesBeforeCallbackIsOver => true;

    /// <summary>ATTACH-13: attach marks the union before it looks whether the thread is reaped (A6).</summary>
    public virtual bool AttachMarksBeforeLookingAtDeath => true;

    /// <summary>RESUME-05: attach marks the union before anybody can find the engine.</summary>
    public virtual bool AttachMarksBeforePublishing => true;

    /// <summary>RESUME-05: the notify flag is cleared before the request is read (H0).</summary>
    public virtual bool ClearsNotifyFirst => true;

    /// <summary>INTERRUPT-02: INTERRUPT records its request before it raises the signal path (C8).</summary>
    public virtual bool InterruptRequestsBeforeFlag => true;

    /// <summary>STOP-01: control(STOP) looks under the lock whether the thread is stopped (C6).</summary>
    public virtual bool ControlReadsStateUnderLock => true;

    /// <summary>DETACH-08: control looks under the lock whether the reap has begun (C5).</summary>
    public virtual bool ControlChecksUnderLock => true;

    /// <summary>SETEVENTS-14: so does set_events (E3).</summary>
    public virtual bool SetEventsChecksUnderLock => true;

    /// <summary>SETEVENTS-13: set_events looks at the death and extends the union at one instant (E5).</summary>
    public virtual bool GrantsDeathEventsAtOnce => true;

    /// <summary>DETACH-01: the engine is marked as being called before its mask is read (T1, T2).</summary>
    public virtual bool MarksTurnBeforeReading => true;

    /// <summary>KILL-06: a killed thread waits until whoever worked on it under the lock has finished (S8).</summary>
    public virtual bool KilledThreadWaitsForLock => true;

    /// <summary>REPORT-14: turns begin under the lock. Without it they are right as well, but do not wait for anybody.</summary>
    public virtual bool TurnsTakeLock => true;
}
