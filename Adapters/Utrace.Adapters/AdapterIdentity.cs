using System.Collections.Immutable;

namespace Utrace.Adapters;

/// <summary>Identity, API version, capabilities and control tier of an implementation.</summary>
/// <param name="Name">What <c>--adapter</c> calls it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Language">What it is written in.</param>
/// <param name="ApiVersion">The utrace API number it implements, e.g. 20091216.</param>
/// <param name="Capabilities">Areas and activities it has, from <see cref="Capability"/>. A claimed capability cannot be skipped.</param>
/// <param name="Tier">The most control it offers.</param>
public sealed record AdapterIdentity(
    string Name, string Version, string Language, int ApiVersion, ImmutableSortedSet<string> Capabilities, ControlTier Tier)
{
    /// <summary>What <c>--adapter</c> takes to reach it; null: its name.</summary>
    public string? Address { get; init; }

    /// <summary>Where it lives, a URL; null where it does not say.</summary>
    public string? Homepage { get; init; }

    /// <summary>The operating system it runs on; null where it does not say.</summary>
    public string? Os { get; init; }
}

/// <summary>How much of the schedule the kit controls; stands beside every verdict.</summary>
public enum ControlTier
{
    /// <summary>Free running: stress only.</summary>
    T0,

    /// <summary>Gates: callbacks can be held open.</summary>
    T1,

    /// <summary>Pause points: the kit chooses who goes on.</summary>
    T2,
}

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

    /// <summary>All of the above, in ordinal order.</summary>
    public static ImmutableSortedSet<string> All { get; } =
        ImmutableSortedSet.Create(StringComparer.Ordinal, Core, Syscall, Abort, Exit, Reap, Signal, Step, Examine);
}
