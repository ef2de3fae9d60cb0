namespace Utrace.Spec;

/// <summary>Event-specific bits of an action word in a system-call entry pass (guarantees 1.4).</summary>
[Flags]
public enum SyscallAction : ushort
{
    /// <summary>Run the call.</summary>
    Run = 0x00,

    /// <summary>Skip the call (SYSCALL-02).</summary>
    Abort = 0x10,

    /// <summary>Argument only: a repeat for the same attempt (SYSCALL-07).</summary>
    Resumed = 0x100,
}

/// <summary>Event-specific bits of an action word in a signal pass (guarantees 1.3).</summary>
public enum SignalAction : ushort
{
    /// <summary>Deliver per return_ka.</summary>
    Deliver = 0x00,

    /// <summary>Ignore.</summary>
    Ign = 0x10,

    /// <summary>Terminate.</summary>
    Term = 0x20,

    /// <summary>Dump core.</summary>
    Core = 0x30,

    /// <summary>Stop the group.</summary>
    Stop = 0x40,

    /// <summary>Stop the group unless it is orphaned.</summary>
    Tstp = 0x50,

    /// <summary>Argument only: a pass made before any signal is taken.</summary>
    Report = 0x60,

    /// <summary>Argument only: a handler frame was just built.</summary>
    Handler = 0x70,

    /// <summary>Put the signal back on the queue.</summary>
    Hold = 0x100,
}

/// <summary>Flags of attach (guarantees 1.5).</summary>
[Flags]
public enum AttachFlags : byte
{
    /// <summary>Look up the first engine.</summary>
    None = 0,

    /// <summary>Match engines with the given callback table (ATTACH-06).</summary>
    MatchOps = 0x01,

    /// <summary>Match engines with the given data pointer (ATTACH-06).</summary>
    MatchData = 0x02,

    /// <summary>Create an engine (ATTACH-04).</summary>
    Create = 0x10,

    /// <summary>Fail if a matching engine is attached (ATTACH-08).</summary>
    Exclusive = 0x20,
}

/// <summary>The callbacks of an engine's table (guarantees 1.7).</summary>
public enum Callback : byte
{
    /// <summary>report_quiesce(action, engine, event).</summary>
    Quiesce,

    /// <summary>report_signal(action, engine, regs, info, orig_ka, return_ka).</summary>
    Signal,

    /// <summary>report_clone(action, engine, clone_flags, child).</summary>
    Clone,

    /// <summary>report_jctl(action, engine, type, notify).</summary>
    Jctl,

    /// <summary>report_exec(action, engine, fmt, bprm, regs).</summary>
    Exec,

    /// <summary>report_syscall_entry(action, engine, regs).</summary>
    SyscallEntry,

    /// <summary>report_syscall_exit(action, engine, regs).</summary>
    SyscallExit,

    /// <summary>report_exit(action, engine, orig_code, code).</summary>
    Exit,

    /// <summary>report_death(engine, group_dead, signal).</summary>
    Death,

    /// <summary>report_reap(engine, task).</summary>
    Reap,
}

/// <summary>Result codes of the calls (guarantees 1.6); <see cref="None"/> is success.</summary>
public enum Errno : byte
{
    /// <summary>0.</summary>
    None = 0,

    /// <summary>Look-up found nothing.</summary>
    ENOENT,

    /// <summary>An EXCLUSIVE attach met a match.</summary>
    EEXIST,

    /// <summary>Bad argument.</summary>
    EINVAL,

    /// <summary>A kernel thread.</summary>
    EPERM,

    /// <summary>Allocation failed.</summary>
    ENOMEM,

    /// <summary>Gone.</summary>
    ESRCH,

    /// <summary>Too late: the death report runs.</summary>
    EALREADY,

    /// <summary>Positive: done, but a callback may be open.</summary>
    EINPROGRESS,

    /// <summary>No hardware step.</summary>
    EOPNOTSUPP,

    /// <summary>The wait was interrupted.</summary>
    ERESTARTSYS,

    /// <summary>Examination raced with the thread.</summary>
    EAGAIN,

    /// <summary>wait: somebody else reaped the thread.</summary>
    ECHILD,
}

/// <summary>What a probe says of a thread (steps 7.9).</summary>
public enum TraceeState : byte
{
    /// <summary>Runs user code, waits in user code for its next activity, or is in a kernel path or callback.</summary>
    Running,

    /// <summary>Asleep in a system call.</summary>
    Sleeping,

    /// <summary>Job-control stopped.</summary>
    Jstopped,

    /// <summary>In a traced stop (TSTOP).</summary>
    Tstopped,

    /// <summary>Dead, not reaped.</summary>
    Zombie,

    /// <summary>Reaped.</summary>
    Reaped,

    /// <summary>Not made yet: no clone has made it (CLONE-01).</summary>
    Unborn,
}
