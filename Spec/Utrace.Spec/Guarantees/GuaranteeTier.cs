namespace Utrace.Spec.Guarantees;

/// <summary>What a scenario needs to try a guarantee.</summary>
public enum GuaranteeTier : byte
{
    /// <summary>The core: user steps, one generic event, kill, exit, reap.</summary>
    Core = 1,

    /// <summary>A modelled activity of its own: system calls, clone, exec, steps, pids, job control.</summary>
    Activity = 2,

    /// <summary>A model of signals.</summary>
    Signal = 3,

    /// <summary>An extension that no implementation shipped; behind a capability.</summary>
    Proposed = 4,
}
