using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.KnownFailures;

/// <summary>Where an entry applies; what is not given does not matter.</summary>
/// <param name="Since">The first version of the implementation.</param>
/// <param name="Until">The last version of the implementation.</param>
/// <param name="Tiers">The control tiers; empty: all.</param>
/// <param name="Api">The API versions.</param>
public sealed record EntryCondition(Version? Since, Version? Until, ImmutableArray<ControlTier> Tiers, ApiRange Api)
{
    /// <summary>Everywhere.</summary>
    public static EntryCondition Always { get; } = new(null, null, [], default);

    /// <summary>Whether it holds for an implementation at a tier. A version that is no version (<c>dev</c>) is in no range.</summary>
    public bool Holds(ConditionFacts facts)
    {
        if (!Tiers.IsEmpty && !Tiers.Contains(facts.Tier))
        {
            return false;
        }

        if (facts.Api < Api.Since || facts.Api > Api.Until)
        {
            return false;
        }

        return (Since is null && Until is null)
            || (Versions.Parse(facts.Version) is { } version && (Since is null || version >= Since) && (Until is null || version <= Until));
    }
}

/// <summary>What conditions are compared with.</summary>
/// <param name="Version">The implementation's version.</param>
/// <param name="Api">Its API version.</param>
/// <param name="Tier">The tier that it is run at.</param>
public readonly record struct ConditionFacts(string Version, int Api, ControlTier Tier);
