namespace Utrace.Spec;

/// <summary>What an actor, or the context of an open callback, can call: the utrace calls, and the kernel's kill, wait and signal around them.</summary>
public enum ApiFunction : byte
{
    /// <summary>attach_task (ATTACH).</summary>
    Attach,

    /// <summary>set_events (SETEVENTS).</summary>
    SetEvents,

    /// <summary>control (STOP, RESUME, INTERRUPT, STEP, DETACH).</summary>
    Control,

    /// <summary>barrier (BARRIER).</summary>
    Barrier,

    /// <summary>prepare_examine (EXAMINE).</summary>
    PrepareExamine,

    /// <summary>finish_examine (EXAMINE).</summary>
    FinishExamine,

    /// <summary>engine_get: one more reference (REF-02).</summary>
    Get,

    /// <summary>engine_put: one reference less (REF-02).</summary>
    Put,

    /// <summary>SIGKILL to a thread's group (KILL).</summary>
    Kill,

    /// <summary>Wait for a thread to be dead and reap it (REAP).</summary>
    Reap,

    /// <summary>A signal to another actor: interrupts its blocking call (BARRIER-04).</summary>
    Interrupt,

    /// <summary>A signal to a thread or its group (SIGNAL).</summary>
    Send,

    /// <summary>utrace_wake_up, inside a callback: opens a gate once the callback's result is in effect (PROPOSED-04).</summary>
    WakeUp,
}
