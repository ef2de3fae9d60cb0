namespace Utrace.Spec;

/// <summary>The event mask of an engine: 14 public bits, numbered in the order of declaration (guarantees 1.1), and the private stop bit.</summary>
[Flags]
public enum UtraceEvents : ushort
{
    /// <summary>No event.</summary>
    None = 0,

    /// <summary>The thread is at a safe point; not an event of its own.</summary>
    Quiesce = 1 << 0,

    /// <summary>The zombie was reaped; the last report.</summary>
    Reap = 1 << 1,

    /// <summary>fork, vfork or clone succeeded.</summary>
    Clone = 1 << 2,

    /// <summary>execve succeeded.</summary>
    Exec = 1 << 3,

    /// <summary>The thread begins to exit.</summary>
    Exit = 1 << 4,

    /// <summary>The thread is dead.</summary>
    Death = 1 << 5,

    /// <summary>A system call is entered.</summary>
    SyscallEntry = 1 << 6,

    /// <summary>A system call is left.</summary>
    SyscallExit = 1 << 7,

    /// <summary>A user handler is going to run.</summary>
    Signal = 1 << 8,

    /// <summary>Delivery would do nothing.</summary>
    SignalIgn = 1 << 9,

    /// <summary>Delivery would stop the process.</summary>
    SignalStop = 1 << 10,

    /// <summary>Delivery would terminate.</summary>
    SignalTerm = 1 << 11,

    /// <summary>Delivery would dump core.</summary>
    SignalCore = 1 << 12,

    /// <summary>Job-control stop or continue.</summary>
    Jctl = 1 << 13,

    /// <summary>Private: this engine wants the thread stopped. Ignored in arguments (SETEVENTS-03).</summary>
    StopBit = 1 << 14,
}
