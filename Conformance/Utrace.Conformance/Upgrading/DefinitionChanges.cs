using System.Collections.Immutable;
using Utrace.Conformance.Reports;

namespace Utrace.Conformance.Upgrading;

/// <summary>What is defined otherwise than in an earlier kit, by id, in ordinal order. Immutable.</summary>
/// <param name="Added">What it did not have.</param>
/// <param name="Changed">What it defined otherwise.</param>
/// <param name="Removed">What it had and this kit has not.</param>
public sealed record DefinitionChanges(ImmutableArray<string> Added, ImmutableArray<string> Changed, ImmutableArray<string> Removed)
{
    /// <summary>The changes of guarantees; null where the earlier report does not carry them.</summary>
    public static DefinitionChanges? OfGuarantees(KitDefinitions? then, KitDefinitions now) => then is null ? null : Between(then.Guarantees, now.Guarantees);

    /// <summary>The changes of scenario documents; null where the earlier report does not carry them.</summary>
    public static DefinitionChanges? OfDocuments(KitDefinitions? then, KitDefinitions now) => then is null ? null : Between(then.Documents, now.Documents);

    private static DefinitionChanges Between(IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now) => new(
        [.. now.Keys.Where(id => !then.ContainsKey(id)).Order(StringComparer.Ordinal)],
        [.. now.Where(d => then.TryGetValue(d.Key, out var old) && !string.Equals(old, d.Value, StringComparison.Ordinal)).Select(d => d.Key).Order(StringComparer.Ordinal)],
        [.. then.Keys.Where(id => !now.ContainsKey(id)).Order(StringComparer.Ordinal)]);
}
