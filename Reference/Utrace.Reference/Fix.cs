namespace Utrace.Reference;

/// <summary>Corrections of the published algorithm. All of them make the normative model; a historic profile lacks some.</summary>
[Flags]
public enum Fix
{
    /// <summary>The algorithm as published.</summary>
    None = 0,

    /// <summary>C8: a resuming action clears the thread-wide stop mark as well, when its engine held it.</summary>
    F01 = 1 << 0,

    /// <summary>S3: whether to stop is decided from the engines, not from the pass's own result and the thread-wide mark.</summary>
    F02 = 1 << 1,

    /// <summary>H3, G3, G7: an engine that wants a stop counts like one that wants a callback (STOP-06).</summary>
    F04 = 1 << 2,

    /// <summary>P1: the result of a quiesce callback leaves the event word alone (SYSCALL-04).</summary>
    F07 = 1 << 3,

    /// <summary>R3: death bits of a dead thread stay while its death report is due (DEATH-02).</summary>
    F08 = 1 << 4,

    /// <summary>E7: set_events on a dead thread changes nothing thread-wide but REAP (REAP-10).</summary>
    F09 = 1 << 5,

    /// <summary>Y4: the reporting mark covers report_reap (BARRIER-12).</summary>
    F14 = 1 << 6,

    /// <summary>N3: the pass result is compared again under the lock (RESUME-10).</summary>
    F17 = 1 << 7,

    /// <summary>G7: a REPORT or INTERRUPT result of a signal pass survives another engine's stop (Z-08, RESUME-09).</summary>
    Z08 = 1 << 8,

    /// <summary>T3: a table replaced by the stub after the mask was read is noticed (DETACH-01).</summary>
    Stub = 1 << 9,

    /// <summary>6.8: the results of a vfork's clone report survive its stop (VFORK-04).</summary>
    Vfork = 1 << 10,

    /// <summary>G8: a stop signal that was reported is not marked as dequeued once more, so that a continue during its report cancels it (SIGNAL-22).</summary>
    StopDequeued = 1 << 11,

    /// <summary>X3: whether a death report is due is looked at again under the lock, so that it never runs beside report_reap (BARRIER-01, REAP-07).</summary>
    DeathDue = 1 << 12,

    /// <summary>Every correction.</summary>
    All = (1 << 13) - 1,
}
