using System.Collections.Immutable;
using System.ComponentModel;
using Utrace.Adapters;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>Why a case does not apply to an implementation. Immutable.</summary>
/// <param name="Needs">Capabilities that the case needs and the implementation does not claim.</param>
/// <param name="Api">The API versions that the case applies to, where the implementation's is none of them; else null.</param>
public sealed record SkipCause(
    [property: Description("Capabilities that the case needs and the implementation does not claim.")] ImmutableArray<string> Needs,
    [property: Description("The API versions that the case applies to, where the implementation's is none of them; else absent.")] string? Api)
{
    /// <summary>The cause; null where the case applies. Nothing but the claims and the version of the implementation counts.</summary>
    public static SkipCause? Of(Scenario scenario, AdapterIdentity identity)
    {
        ImmutableArray<string> needs = [.. scenario.Needs.Where(n => !identity.Capabilities.Contains(n))];
        var isOfVersion = scenario.Api.Contains(ApiVersions.PromisedTo(identity.ApiVersion));
        return needs.IsEmpty && isOfVersion ? null : new SkipCause(needs, isOfVersion ? null : scenario.Api.ToString());
    }

    /// <summary>The cause in words.</summary>
    public string InWords(AdapterIdentity identity)
    {
        var needs = Needs.IsEmpty ? "" : $"needs {string.Join(", ", Needs)}, which {identity.Name} does not claim";
        var api = Api is null ? "" : FormattableString.Invariant($"applies to API versions {Api}; {identity.Name} has {identity.ApiVersion}");
        return string.Join("; ", new[] { needs, api }.Where(t => t.Length > 0));
    }
}
