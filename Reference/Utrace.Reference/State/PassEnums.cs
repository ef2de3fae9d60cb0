namespace Utrace.Reference.State;

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

    /// <summary>A set_events of another context answered EINPROGRESS in this turn: its repeat may say so again (Z-01).</summary>
    SaidInProgress = 1 << 5,
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

    /// <summary>The hook of a clone, fork or vfork.</summary>
    Clone,

    /// <summary>The second hook of a vfork.</summary>
    Vfork,

    /// <summary>The job-control hook before a stop.</summary>
    JobStop,

    /// <summary>The job-control hook of a note that a continue left.</summary>
    JobNote,

    /// <summary>The job-control hook of an exit that completes a group stop.</summary>
    JobExit,
}
