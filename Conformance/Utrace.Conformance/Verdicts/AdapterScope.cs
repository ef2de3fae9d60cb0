using System.Collections.Immutable;
using Utrace.Spec.Guarantees;

namespace Utrace.Conformance.Verdicts;

/// <summary>How much of a run applied to an implementation, by its claims and its API version alone. Immutable.</summary>
/// <param name="Adapter">The implementation.</param>
/// <param name="Api">Its API version; null where nothing was skipped for a version and it is not known.</param>
/// <param name="Applied">Cases that apply.</param>
/// <param name="Skipped">Cases that do not.</param>
/// <param name="Needs">How many of these need which capability, most first; a case may need several.</param>
/// <param name="Versions">How many of these apply to which other API versions, most first.</param>
/// <param name="GuaranteesTried">Guarantees that some case which applies tests.</param>
/// <param name="GuaranteesNotPromised">Guarantees of skipped cases that the API version does not promise, in catalogue order.</param>
/// <param name="GuaranteesOutOfReach">The others of which every case is skipped, in catalogue order.</param>
public sealed record AdapterScope(
    string Adapter,
    int? Api,
    int Applied,
    int Skipped,
    ImmutableArray<ScopeCount> Needs,
    ImmutableArray<ScopeCount> Versions,
    int GuaranteesTried,
    ImmutableArray<string> GuaranteesNotPromised,
    ImmutableArray<string> GuaranteesOutOfReach)
{
    /// <summary>The implementations of which cases were skipped, in the order of the run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="apis">The API version of each implementation by name.</param>
    public static ImmutableArray<AdapterScope> Of(CertifyResult result, IReadOnlyDictionary<string, int> apis) =>
    [
        .. result.Verdicts.GroupBy(v => v.Adapter, StringComparer.Ordinal).Where(g => g.Any(v => v.Kind is VerdictKind.Skipped))
            .Select(g => Of(g.Key, apis.TryGetValue(g.Key, out var api) ? api : null, [.. g])),
    ];

    private static AdapterScope Of(string adapter, int? api, ImmutableArray<CaseVerdict> verdicts)
    {
        var skipped = verdicts.Where(v => v.Kind is VerdictKind.Skipped).ToList();
        var tried = verdicts.Where(v => v.Kind is not VerdictKind.Skipped).SelectMany(v => v.Tests).ToHashSet(StringComparer.Ordinal);
        var untried = skipped.SelectMany(v => v.Tests).ToHashSet(StringComparer.Ordinal);
        untried.ExceptWith(tried);
        var missed = GuaranteeCatalogue.All.Where(g => untried.Contains(g.Id)).ToLookup(g => api is { } n && !g.Api.Contains(ApiVersions.PromisedTo(n)), g => g.Id);
        return new AdapterScope(
            adapter, api, verdicts.Length - skipped.Count, skipped.Count,
            Count(skipped.SelectMany(v => v.Skip?.Needs ?? [])),
            Count(skipped.Select(v => v.Skip?.Api).OfType<string>()),
            tried.Count, [.. missed[true]], [.. missed[false]]);
    }

    private static ImmutableArray<ScopeCount> Count(IEnumerable<string> words) =>
        [.. words.CountBy(w => w, StringComparer.Ordinal).Select(p => new ScopeCount(p.Key, p.Value)).OrderByDescending(c => c.Cases).ThenBy(c => c.What, StringComparer.Ordinal)];
}

/// <summary>How many cases.</summary>
/// <param name="What">A capability, or a range of API versions.</param>
/// <param name="Cases">Cases.</param>
public sealed record ScopeCount(string What, int Cases);
