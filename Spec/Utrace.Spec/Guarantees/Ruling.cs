using System.Collections.Immutable;

namespace Utrace.Spec.Guarantees;

/// <summary>What the kit holds to where documents and code, or two documents, disagree. Immutable.</summary>
/// <param name="Id">Immutable id, <c>Z-nn</c>.</param>
/// <param name="Disagreement">Who says what.</param>
/// <param name="Decision">What the kit follows.</param>
/// <param name="Affects">The guarantees it bears on; never empty.</param>
public sealed record Ruling(string Id, string Disagreement, string Decision, ImmutableArray<string> Affects)
{
    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
