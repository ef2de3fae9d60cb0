using System.Collections.Immutable;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Programs;

/// <summary>A thread's standing facts and its program.</summary>
internal sealed class ThreadProgram
{
    public required int Group { get; init; }

    public required bool SelfReap { get; init; }

    public required bool KernelThread { get; init; }

    /// <summary>A clone makes it.</summary>
    public bool IsCloned { get; init; }

    /// <summary>Its parent among the threads, or -1.</summary>
    public int Parent { get; set; } = -1;

    public StepHardware Step { get; init; }

    public SignalSet Blocked { get; init; }

    public bool IsOrphaned { get; init; }

    public ImmutableArray<(SignalNumber Signal, Disposition Disposition)> Signals { get; init; } = [];

    /// <summary>Of a declared thread; the parent is set once every thread has an index.</summary>
    public static ThreadProgram Of(ThreadSpec thread, int group) => new()
    {
        Group = group,
        SelfReap = thread.SelfReap,
        KernelThread = thread.KernelThread,
        IsCloned = thread.IsCloned,
        Step = thread.Step,
        Blocked = thread.Blocked,
        IsOrphaned = thread.IsOrphaned,
        Signals = thread.Signals,
    };
}
