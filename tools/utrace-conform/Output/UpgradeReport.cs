using System.Collections.Immutable;
using Utrace.Conformance.Upgrading;

namespace Utrace.Conform.Output;

/// <summary><c>upgrade --json</c>: what became of everything since an earlier report.</summary>
/// <param name="From">The earlier kit's version.</param>
/// <param name="To">The version of this kit.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Cut">Why one of the two is not whole; absent where both are.</param>
/// <param name="Counts">How many cases of each class, and how many of them fail now.</param>
/// <param name="Guarantees">Guarantees that are defined otherwise; absent where the earlier report does not carry them.</param>
/// <param name="Documents">Scenario documents that are defined otherwise; absent likewise.</param>
/// <param name="Items">Every case that is not just the same, by class.</param>
internal sealed record UpgradeReport(
    string From,
    string To,
    int ExitCode,
    string? Cut,
    ImmutableArray<UpgradeCount> Counts,
    DefinitionChanges? Guarantees,
    DefinitionChanges? Documents,
    ImmutableArray<UpgradeItem> Items)
{
    /// <summary>The report of a comparison.</summary>
    public static UpgradeReport Of(UpgradeResult r) => new(
        r.From,
        r.To,
        r.ExitCode,
        r.Cut,
        [.. Enum.GetValues<UpgradeClass>().Select(c => new UpgradeCount(c, r.Count(c), r.Count(c, failing: true)))],
        r.Guarantees,
        r.Documents,
        [.. r.Items.Where(i => i.Class is not UpgradeClass.Same)]);
}

/// <summary>How many cases.</summary>
internal sealed record UpgradeCount(UpgradeClass Class, int Cases, int Failing);
