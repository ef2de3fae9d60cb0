using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Spec;

namespace Utrace.Reference.Adapter;

/// <summary>
/// The model as an implementation: a seeded scheduler picks its steps, real threads only carry blocking calls and callbacks.
/// Thread-safe: sessions share nothing.
/// </summary>
public sealed class ReferenceAdapter : IAdapter
{
    private const int Api2009 = 20091216;
    private const int Api2011 = 20110727;

    /// <summary>The reference under a profile.</summary>
    public ReferenceAdapter(Profile profile = Profile.Normative)
        : this(profile, new AdapterIdentity(NameOf(profile), "0.1.0", "C#", Api2009, Capability.All, ControlTier.T1))
    {
    }

    private ReferenceAdapter(Profile profile, AdapterIdentity identity)
    {
        Profile = profile;
        Identity = identity;
    }

    /// <summary>
    /// The reference as one that claims what SystemTap's own implementation has: seven events, no reap, exit, signal and job-control reports, no stepping, examine or calls by
    /// pid, and its API version. Which cases apply follows from these claims alone.
    /// </summary>
    public static ReferenceAdapter SystemTap { get; } = new(
        Profile.Api20110727,
        new AdapterIdentity(
            "reference:systemtap", "0.1.0", "C#", Api2011, ImmutableSortedSet.Create(StringComparer.Ordinal, Capability.Core, Capability.Syscall, Capability.Clone), ControlTier.T1));

    /// <summary>The reference under every profile, the normative one first, and with the claims of SystemTap's.</summary>
    public static IReadOnlyList<ReferenceAdapter> All { get; } = [.. Enum.GetValues<Profile>().Where(p => p is not Profile.Api20110727).Select(p => new ReferenceAdapter(p)), SystemTap];

    /// <summary>What it plays: the promises, or a kernel of the past.</summary>
    public Profile Profile { get; }

    /// <inheritdoc/>
    public AdapterIdentity Identity { get; }

    /// <summary>What <c>--adapter</c> calls a profile.</summary>
    public static string NameOf(Profile profile) =>
        profile is Profile.Normative ? "reference" : $"reference:{ProfileWords.Of(profile)}";

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed) => new ReferenceSession(kit, Profile, seed);
}
