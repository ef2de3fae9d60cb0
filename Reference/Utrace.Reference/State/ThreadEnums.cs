namespace Utrace.Reference.State;

/// <summary>T.state (steps 6.0).</summary>
internal enum RunState : byte
{
    Run,
    SleepInterruptible,
    SleepUninterruptible,
    Jstop,
    Tstop,
}

/// <summary>T.exit.</summary>
internal enum ExitState : byte
{
    Alive,
    Zombie,
    Dead,
}

/// <summary>One-bit fields of a thread and its record.</summary>
[Flags]
internal enum ThreadFlags : ushort
{
    None = 0,

    /// <summary>SIGP: signal path before user mode.</summary>
    Sigp = 1 << 0,

    /// <summary>NRES: notify hook before user mode.</summary>
    Nres = 1 << 1,

    /// <summary>SYSTR: call syscall hooks.</summary>
    Systr = 1 << 2,

    /// <summary>STEP: a tick traps.</summary>
    Step = 1 << 3,

    /// <summary>SIGKILL waits.</summary>
    KillPending = 1 << 4,

    /// <summary>SIGTRAP waits.</summary>
    TrapPending = 1 << 5,

    /// <summary>SIGKILL was sent at some time (the ghost of KILL-02, and Z-09).</summary>
    Killed = 1 << 6,

    /// <summary>A reaper took the thread.</summary>
    Taken = 1 << 7,

    /// <summary>The pid names nothing any more (steps 7.7).</summary>
    Unlinked = 1 << 8,

    /// <summary>The death report is over, or will not be made.</summary>
    DeathOver = 1 << 9,

    /// <summary>U.dth.</summary>
    Dying = 1 << 10,

    /// <summary>U.rp.</summary>
    ReapRequested = 1 << 11,

    /// <summary>U.pend.</summary>
    Pending = 1 << 12,

    /// <summary>The pending REPORT is nothing but the clean-up that a DETACH asks for (QUIESCE-03, Open).</summary>
    CleanUpOnly = 1 << 13,

    /// <summary>The record U exists.</summary>
    HasRecord = 1 << 14,

    /// <summary>The exit hook of this system call may be left out (SYSCALL-11, SETEVENTS-21, KILL-05).</summary>
    ExitReportOptional = 1 << 15,
}
