using System.Collections.Immutable;

namespace Utrace.Spec;

/// <summary>The words of capabilities, as scenarios need them and implementations claim them.</summary>
public static class Capability
{
    /// <summary>Engines, masks, control, barrier, passes, exec as the generic event, death, reap, kill: tier 1. Every implementation has it.</summary>
    public const string Core = "core";

    /// <summary>The syscall activity and its two events.</summary>
    public const string Syscall = "syscall";

    /// <summary>The ABORT action.</summary>
    public const string Abort = "abort";

    /// <summary>The EXIT event.</summary>
    public const string Exit = "exit";

    /// <summary>The REAP event.</summary>
    public const string Reap = "reap";

    /// <summary>Interruptible sleeps end on INTERRUPT, report_signal passes.</summary>
    public const string Signal = "signal";

    /// <summary>Hardware single-step and block-step.</summary>
    public const string Step = "step";

    /// <summary>prepare_examine and finish_examine.</summary>
    public const string Examine = "examine";

    /// <summary>Real signals: dispositions, handlers, masks, sending; what report_signal does with them.</summary>
    public const string Signals = "signals";

    /// <summary>Job control: stop signals, SIGCONT, the JCTL event, telling the parent.</summary>
    public const string Jctl = "jctl";

    /// <summary>clone and fork, and the CLONE event.</summary>
    public const string Clone = "clone";

    /// <summary>vfork and the parent's wait.</summary>
    public const string Vfork = "vfork";

    /// <summary>exec in a group of several threads, with the take-over of a leader's pid.</summary>
    public const string ExecMt = "exec-mt";

    /// <summary>Parents among the traced threads: wait as an activity, SIGCHLD, a parent that ignores it.</summary>
    public const string Parent = "parent";

    /// <summary>The calls by pid.</summary>
    public const string Pid = "pid";

    /// <summary>Threads whose stepping hardware is less than all: step none or single.</summary>
    public const string StepHardware = "step-hardware";

    /// <summary>The proposals of 2010: STICKY_STOP and wake_up.</summary>
    public const string Proposed = "proposed";

    /// <summary>What an implementation of one traced thread group without real signals can have.</summary>
    public static ImmutableSortedSet<string> Spine { get; } =
        ImmutableSortedSet.Create(StringComparer.Ordinal, Core, Syscall, Abort, Exit, Reap, Signal, Step, Examine);

    /// <summary>The words, in the order of this page.</summary>
    public static ImmutableArray<string> Words { get; } =
        [Core, Syscall, Abort, Exit, Reap, Signal, Step, Examine, Signals, Jctl, Clone, Vfork, ExecMt, Parent, Pid, StepHardware, Proposed];

    /// <summary>All of the above, in ordinal order.</summary>
    public static ImmutableSortedSet<string> All { get; } = Spine.Union(Words);
}
