using System.Collections.Immutable;
using Utrace.Spec;

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
