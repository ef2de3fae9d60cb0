using System.Collections.Immutable;
using Utrace.Conform.Output;
using Utrace.Conformance.Reports.Merging;
using Utrace.Conformance.Sharding;

namespace Utrace.Conform.Documents;

/// <summary>Makes one exploration of those of all shards.</summary>
internal static class ExploreMerge
{
    /// <summary>The merged exploration, or every reason why there is none.</summary>
    public static (ExploreReport? Merged, ImmutableArray<string> Defects) Merge(IReadOnlyList<(string Name, ExploreReport Report)> parts)
    {
        var defects = ShardSet.DefectsOf([.. parts.Select(p => PartOf(p.Name, p.Report))]);
        if (!defects.IsEmpty)
        {
            return (null, defects);
        }

        var first = parts[0].Report;
        ImmutableArray<ExploredCase> cases = [.. parts.SelectMany(p => p.Report.Cases).OrderBy(c => c.Id, StringComparer.Ordinal)];
        if (cases.DistinctBy(c => c.Id, StringComparer.Ordinal).Count() != cases.Length || cases.Length != first.Origin.Planned)
        {
            return (null, [FormattableString.Invariant($"gap or overlap: the shards have {cases.Length} cases, {cases.DistinctBy(c => c.Id, StringComparer.Ordinal).Count()} of them different; expected {first.Origin.Planned}, each once: explore the shards again")]);
        }

        return (new ExploreReport(
            first.Profile,
            first.Origin with { Shard = null },
            parts.Sum(p => p.Report.States),
            parts.Sum(p => p.Report.Transitions),
            parts.All(p => p.Report.Complete),
            cases,
            first.Stats is null ? null : ExploreReports.Totals(cases, parts.Sum(p => p.Report.Stats!.Seconds), DeadIn(parts))), []);
    }

    private static List<string> DeadIn(IReadOnlyList<(string Name, ExploreReport Report)> parts) =>
        [.. parts[0].Report.Stats!.DeadRules.Where(r => parts.All(p => p.Report.Cases.Count == 0 || p.Report.Stats!.DeadRules.Contains(r, StringComparer.Ordinal)))];

    private static ShardPart PartOf(string name, ExploreReport report) => new(
        name,
        report.Origin.Shard is { } shard ? Shard.Parse(shard) : null,
        Cut: null,
        report.Origin.Kit,
        report.Origin.Scenarios,
        $"the model, profile {report.Profile}",
        ImmutableSortedDictionary<string, string>.Empty
            .Add("max-states", FormattableString.Invariant($"{report.Origin.MaxStates}"))
            .Add("max-megabytes", FormattableString.Invariant($"{report.Origin.MaxMegabytes}"))
            .Add("reduction", report.Origin.Reduction)
            .Add("symmetry", report.Origin.Symmetry)
            .Add("stats", report.Stats is null ? "off" : "on"));
}
