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

    /// <summary>Stopped with its group (JSTOP); a continue wakes it.</summary>
    JobStop,

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
