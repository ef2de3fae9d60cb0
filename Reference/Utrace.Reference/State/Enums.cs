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

/// <summary>E.ops: no engine yet, the user's table, the stub of a marked engine, nothing.</summary>
internal enum OpsKind : byte
{
    Unborn,
    Table,
    Stub,
    Nil,
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

/// <summary>One-bit fields of a pass.</summary>
[Flags]
internal enum PassFlags : byte
{
    None = 0,

    /// <summary>det.</summary>
    Detached = 1 << 0,

    /// <summary>spur.</summary>
    Spurious = 1 << 1,

    /// <summary>A repeat of the system-call entry pass.</summary>
    Resumed = 1 << 2,

    /// <summary>The callback of this turn is the quiesce callback that precedes the specific one (T4).</summary>
    Quiesce = 1 << 3,

    /// <summary>A signal pass with a dequeued SIGTRAP.</summary>
    Trap = 1 << 4,
}

/// <summary>What only the invariants read of an engine.</summary>
[Flags]
internal enum EngineGhosts : byte
{
    None = 0,

    /// <summary>A callback began and its result is not applied yet.</summary>
    Open = 1 << 0,

    /// <summary>control(DETACH) returned 0 to another context.</summary>
    DetachedForGood = 1 << 1,

    /// <summary>report_death was made.</summary>
    DeathSeen = 1 << 2,

    /// <summary>report_reap was made.</summary>
    ReapSeen = 1 << 3,

    /// <summary>The release hook ran.</summary>
    Released = 1 << 4,
}

/// <summary>Promises that a single step can break; 0 for none.</summary>
internal enum Breach : byte
{
    None,
    BarrierDuringCallback,
    BarrierGoneDuringCallback,
    CallbackAfterDetach,
    DetachDuringCallback,
    CallbackAfterReap,
    SecondDeath,
    ReapBeforeDeath,
    CallbackOverlap,
    CallbackAfterRelease,
    ReleaseDuringCallback,
    UserStepAfterKill,
    StubCalled,
}

/// <summary>Which hook a thread is in.</summary>
internal enum HookKind : byte
{
    None,
    Exec,
    SyscallEntry,
    SyscallExit,
    Exit,
    Death,

    /// <summary>The notify hook (6.9).</summary>
    Notify,

    /// <summary>A signal pass (6.10).</summary>
    Signal,

    /// <summary>The signal hook's short way for a step or a waiting engine (G2).</summary>
    SignalResume,
}

/// <summary>Where a thread's own context is. A callback's body runs in front of it.</summary>
internal enum ThreadPlace : byte
{
    User,
    Tick,
    ExecEnter,
    ExecHook,
    ExecFail,
    ExecDone,
    SyscallEnter,
    SyscallEntryHook,
    SyscallBegin,
    SyscallAsleep,
    SyscallBody,
    SyscallAbort,
    SyscallInterrupt,
    SyscallExitHook,
    SyscallDone,
    ExitEnter,
    GroupKill,
    ExitHook,
    Zombie,
    DeathTest,
    DeathBegin,
    DeathEnd,
    DeathOver,
    Reaping,
    DiedLine,
    Dead,
    TurnMark,
    TurnRead,
    CallbackBegin,
    Apply,
    Unmark,
    TurnRemark,
    TurnReread,
    PassRecord,
    PassReset,
    PassOver,
    Drop,
    Fin,
    StopTry,
    StopRecheck,
    Stopped,
    StopOver,
    SignalHook,
    SignalOver,
}

/// <summary>Where a call is.</summary>
internal enum CallPlace : byte
{
    None,
    Body,
    DetachStore,
    ResetStore,
    Drop,
    BarrierAsleep,
    KillMark,
    ReapTest,
    ReapRequest,
    ReapNext,
    ReapBegin,
    ReapStore,
    ReapDrop,
    Return,
}
