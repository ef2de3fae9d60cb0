using System.Collections.Immutable;

namespace Utrace.Spec.Guarantees;

/// <summary>A chapter of the catalogue.</summary>
/// <param name="Name">The word that its ids begin with.</param>
/// <param name="Chapter">Its place in the catalogue, from 1.</param>
/// <param name="About">What it is about, in a few words.</param>
/// <param name="Guarantees">Its guarantees, by number.</param>
public sealed record GuaranteeArea(string Name, int Chapter, string About, ImmutableArray<Guarantee> Guarantees)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
