namespace Utrace.Adapters.Threaded;

/// <summary>What the scheduler knows of a live thread (steps 6.0).</summary>
internal enum RunState
{
    /// <summary>Runs, in user mode or in the kernel.</summary>
    Running,

    /// <summary>Asleep; a pending signal wakes it.</summary>
    SleepingInterruptibly,

    /// <summary>Asleep; nothing but its reason wakes it.</summary>
    SleepingUninterruptibly,

    /// <summary>In a traced stop (TSTOP).</summary>
    TracedStop,
}

/// <summary>How dead a thread is (steps 6.0).</summary>
internal enum ExitState
{
    /// <summary>A clone will make it.</summary>
    Unborn,

    /// <summary>It lives.</summary>
    Alive,

    /// <summary>Dead, and can be reaped.</summary>
    Zombie,

    /// <summary>A reaper took it.</summary>
    Dead,
}

/// <summary>What the signal hook tells the signal path (steps 6.10).</summary>
internal enum SignalVerdict
{
    /// <summary>Go on as without tracing.</summary>
    None,

    /// <summary>Start over.</summary>
    Again,

    /// <summary>SIGKILL was taken from the queue.</summary>
    Kill,

    /// <summary>SIGTRAP is carried out: the thread dies of it.</summary>
    Trap,
}
