using Utrace.Adapters;
using Utrace.Spec;

namespace Utrace.Reference.Adapter;

/// <summary>
/// The model as an implementation: a seeded scheduler picks its steps, real threads only carry blocking calls and callbacks.
/// Thread-safe: sessions share nothing.
/// </summary>
public sealed class ReferenceAdapter : IAdapter
{
    private readonly Profile _profile;

    /// <summary>The reference under a profile.</summary>
    public ReferenceAdapter(Profile profile = Profile.Normative)
    {
        _profile = profile;
        Identity = new AdapterIdentity(NameOf(profile), "0.1.0", "C#", 20091216, Capability.All, ControlTier.T1);
    }

    /// <summary>The reference under every profile, the normative one first.</summary>
    public static IReadOnlyList<ReferenceAdapter> All { get; } = [.. Enum.GetValues<Profile>().Select(p => new ReferenceAdapter(p))];

    /// <inheritdoc/>
    public AdapterIdentity Identity { get; }

    /// <summary>What <c>--adapter</c> calls a profile.</summary>
    public static string NameOf(Profile profile) =>
        profile is Profile.Normative ? "reference" : $"reference:{ProfileWords.Of(profile)}";

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed) => new ReferenceSession(kit, _profile, seed);
}
