using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Guarantees;

/// <summary>One promise of utrace's documentation, restated. Immutable and thread-safe.</summary>
/// <param name="Id">Immutable id, <c>AREA-nn</c>. A changed meaning is a new id.</param>
/// <param name="Area">The part of the id before the hyphen.</param>
/// <param name="Level">How binding it is.</param>
/// <param name="Tier">What a scenario needs to try it.</param>
/// <param name="Racy">What it takes to decide it.</param>
/// <param name="Statement">What is promised, in a sentence or two.</param>
/// <param name="Source">Where it is promised; the tags are explained in <see cref="SourceTags"/>.</param>
/// <param name="Open">The freedom an implementation has all the same; null: none.</param>
/// <param name="Check">How a black box sees a violation.</param>
/// <param name="Versions">What published versions did differently; null: nothing to say.</param>
/// <param name="Since">The first API number that promises it; null: every one.</param>
/// <param name="Until">The last API number that promises it; null: no end.</param>
/// <param name="See">Other guarantees that its texts name, in the order of mention.</param>
public sealed record Guarantee(
    string Id,
    string Area,
    GuaranteeLevel Level,
    GuaranteeTier Tier,
    Racy Racy,
    string Statement,
    string Source,
    string? Open,
    string Check,
    string? Versions,
    int? Since,
    int? Until,
    ImmutableArray<string> See)
{
    /// <summary>Why no scenario tries it: what an implementation shows to the outside does not tell; null where a scenario does.</summary>
    public string? Untested { get; init; }

    /// <summary>The API numbers that promise it.</summary>
    public ApiRange Api => new(Since, Until);

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
