using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Families;

/// <summary>The cases of one scenario document.</summary>
/// <param name="Id">The document's id; that of the case where it has no parameters.</param>
/// <param name="Cases">Its cases, in the order of the document's parameters. Never empty.</param>
public sealed record Family(string Id, ImmutableArray<Scenario> Cases)
{
    private const int MostWithOwnSnapshots = 100;

    /// <summary>Whether one snapshot with a line per case stands for all of them: a reader does not open hundreds of files.</summary>
    public bool HasOneSnapshot => Cases.Length > MostWithOwnSnapshots;

    /// <summary>The names of its snapshots: its own, or those of its cases.</summary>
    public ImmutableArray<string> Snapshots => HasOneSnapshot ? [Id] : [.. Cases.Select(c => c.Id)];

    /// <summary>The families that cases make, in the order of their first cases.</summary>
    public static ImmutableArray<Family> Of(IEnumerable<Scenario> scenarios) =>
        [.. scenarios.GroupBy(s => IdOf(s.Id), StringComparer.Ordinal).Select(g => new Family(g.Key, [.. g]))];

    /// <summary>The document's id of a case.</summary>
    public static string IdOf(string caseId) => caseId.Split('@')[0];
}
