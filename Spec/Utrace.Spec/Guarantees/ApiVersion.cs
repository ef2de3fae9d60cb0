using System.Collections.Immutable;

namespace Utrace.Spec.Guarantees;

/// <summary>An API number that an implementation has. Immutable.</summary>
/// <param name="Number">The number, a date written as yyyymmdd; later numbers are later.</param>
/// <param name="Letters">The implementations by the letters of <see cref="SourceTags.Versions"/>.</param>
/// <param name="About">Which implementations, in words.</param>
public sealed record ApiVersion(int Number, ImmutableArray<string> Letters, string About)
{
    /// <summary>The number.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}");
}
