using Utrace.Conform.Documents;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Rendering;

/// <summary>What did not apply to an implementation, and why, with counts.</summary>
internal static class ScopeText
{
    private const int NamedGuarantees = 12;

    /// <summary>Prints it.</summary>
    public static void Print(Page page, AdapterScope scope)
    {
        var reasons = scope.Needs.Select(n => FormattableString.Invariant($"{n.Cases} need {n.What}"))
            .Concat(scope.Versions.Select(v => FormattableString.Invariant($"{v.Cases} apply to API versions {v.What}")))
            .ToList();
        var several = scope.Needs.Sum(n => n.Cases) + scope.Versions.Sum(v => v.Cases) > scope.Skipped ? " (some for several reasons)" : "";
        page.Line(
            $"skipped: {Counted.Of(scope.Skipped, "case")} of {scope.Skipped + scope.Applied} on {scope.Adapter}{(scope.Api is { } api ? FormattableString.Invariant($" (API {api})") : "")}"
            + (reasons.Count > 0 ? $": {string.Join(", ", reasons)}{several}" : ""));
        if (!scope.GuaranteesNotPromised.IsEmpty)
        {
            page.Line($"  not promised at its API version: {Some(scope.GuaranteesNotPromised)}");
        }

        if (!scope.GuaranteesOutOfReach.IsEmpty)
        {
            page.Line($"  not tried for what it does not claim: {Some(scope.GuaranteesOutOfReach)}");
        }
    }

    private static string Some(IReadOnlyList<string> ids) =>
        $"{Counted.Of(ids.Count, "guarantee")}, {string.Join(", ", ids.Take(NamedGuarantees))}{(ids.Count > NamedGuarantees ? FormattableString.Invariant($" and {ids.Count - NamedGuarantees} more") : "")}";
}
