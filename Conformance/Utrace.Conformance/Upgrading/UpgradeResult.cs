using System.Collections.Immutable;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Upgrading;

/// <summary>What became of everything since an earlier report. Immutable.</summary>
/// <param name="From">The earlier kit's version.</param>
/// <param name="To">The version of the kit that judged now.</param>
/// <param name="Guarantees">Guarantees that are defined otherwise; null where the earlier report does not carry them.</param>
/// <param name="Documents">Scenario documents that are defined otherwise; null likewise.</param>
/// <param name="Items">Every case on every implementation that either has, by class, then in ordinal order.</param>
/// <param name="Cut">Why one of the two is not whole; null where both are.</param>
public sealed record UpgradeResult(
    string From, string To, DefinitionChanges? Guarantees, DefinitionChanges? Documents, ImmutableArray<UpgradeItem> Items, string? Cut)
{
    /// <summary>
    /// 1 for a regression; else 2 where something fails, or is lost, that the earlier report does not answer for; else 3 where something could not be decided or was cut; else 0.
    /// What failed then and fails now is no news.
    /// </summary>
    public int ExitCode =>
        Items.Any(i => i.Class is UpgradeClass.Regression) ? Verdicts.ExitCode.Violation
        : Items.Any(IsUnanswered) ? Verdicts.ExitCode.StaleExpectation
        : Cut is not null || Items.Any(i => i.Class is UpgradeClass.Undecided || i.Now is VerdictKind.Inconclusive) ? Verdicts.ExitCode.Inconclusive
        : Verdicts.ExitCode.Conformant;

    /// <summary>How many cases have a class; with <paramref name="failing"/> only those that fail now.</summary>
    public int Count(UpgradeClass which, bool failing = false) => Items.Count(i => i.Class == which && (!failing || i.Fails));

    private static bool IsUnanswered(UpgradeItem item) =>
        item.Class is UpgradeClass.JudgedOtherwise or UpgradeClass.Lost
        || (item.Fails && item.Class is UpgradeClass.New or UpgradeClass.Changed or UpgradeClass.NotTriedThen);
}
