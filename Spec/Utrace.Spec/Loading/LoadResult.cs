using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading;

/// <summary>What loading gave: a document with a defect gives no scenario, a family gives one per case.</summary>
/// <param name="Scenarios">The scenarios, in document order and then in the order of the parameters' values.</param>
/// <param name="Defects">Every defect, in document order.</param>
public sealed record LoadResult(ImmutableArray<Scenario> Scenarios, ImmutableArray<Defect> Defects)
{
    /// <summary>The id that the document gives, right or wrong, and where; null where it gives none.</summary>
    internal (string Id, SourceMark Mark)? Declared { get; init; }
}
