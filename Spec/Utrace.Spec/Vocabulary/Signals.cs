namespace Utrace.Spec;

/// <summary>The signals of the kit, by number (x86 Linux).</summary>
public enum SignalNumber : byte
{
    /// <summary>No signal.</summary>
    None = 0,

    /// <summary>Terminates.</summary>
    SIGHUP = 1,

    /// <summary>Terminates.</summary>
    SIGINT = 2,

    /// <summary>Dumps core.</summary>
    SIGQUIT = 3,

    /// <summary>Dumps core; the trap of a step (STEP-01).</summary>
    SIGTRAP = 5,

    /// <summary>Dumps core.</summary>
    SIGABRT = 6,

    /// <summary>Kills; never shown to engines (SIGNAL-12).</summary>
    SIGKILL = 9,

    /// <summary>Terminates.</summary>
    SIGUSR1 = 10,

    /// <summary>Dumps core.</summary>
    SIGSEGV = 11,

    /// <summary>Terminates.</summary>
    SIGUSR2 = 12,

    /// <summary>Terminates.</summary>
    SIGTERM = 15,

    /// <summary>A child changed; ignored by default.</summary>
    SIGCHLD = 17,

    /// <summary>Continues a stopped group; then ignored by default.</summary>
    SIGCONT = 18,

    /// <summary>Stops the group; cannot be blocked, ignored or handled.</summary>
    SIGSTOP = 19,

    /// <summary>Stops the group unless it is orphaned.</summary>
    SIGTSTP = 20,

    /// <summary>Stops the group unless it is orphaned.</summary>
    SIGTTIN = 21,

    /// <summary>Stops the group unless it is orphaned.</summary>
    SIGTTOU = 22,

    /// <summary>Ignored by default.</summary>
    SIGWINCH = 28,
}

/// <summary>What a group does with a signal: orig_ka and return_ka of report_signal (SIGNAL-04, SIGNAL-05).</summary>
public enum Disposition : byte
{
    /// <summary>What the signal's own default is.</summary>
    Default,

    /// <summary>Nothing.</summary>
    Ignore,

    /// <summary>A user handler runs.</summary>
    Handler,
}

/// <summary>The type of report_jctl, and what the parent is told (JCTL-02).</summary>
public enum JctlType : byte
{
    /// <summary>0: nothing is told.</summary>
    None,

    /// <summary>CLD_STOPPED.</summary>
    Stopped,

    /// <summary>CLD_CONTINUED.</summary>
    Continued,
}

/// <summary>What a clone makes, as its flags say (CLONE-02).</summary>
public enum CloneKind : byte
{
    /// <summary>A thread of the caller's group.</summary>
    Thread,

    /// <summary>A process.</summary>
    Fork,

    /// <summary>A process whose parent waits until it execs or exits (VFORK).</summary>
    Vfork,
}

/// <summary>Whether and how finely a thread's hardware can step (STEP-02).</summary>
public enum StepHardware : byte
{
    /// <summary>Single instructions and basic blocks.</summary>
    Block,

    /// <summary>Single instructions only: BLOCKSTEP is SINGLESTEP.</summary>
    Single,

    /// <summary>Neither: a step is refused with EOPNOTSUPP.</summary>
    None,
}
