using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Utrace.Conformance.Sharding;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Reports.Merging;

/// <summary>Makes one report of the reports of all shards of a run. Stateless.</summary>
public static class ReportMerge
{
    // Fields of a header that every shard has its own of, or that are compared under a name of their own.
    private static readonly string[] NoOptions = ["type", "schema", "kit", "scenarios", "adapters", "unitMilliseconds", "shard", "planned", "definitions"];

    /// <summary>The merged report, or every reason why there is none.</summary>
    public static (ReportHeader? Header, CertifyResult? Result, ImmutableArray<string> Defects) Merge(IReadOnlyList<NamedReport> parts)
    {
        ImmutableArray<string> defects = [.. ShardSet.DefectsOf([.. parts.Select(PartOf)]), .. DefinitionDefects(parts)];
        if (!defects.IsEmpty)
        {
            return (null, null, defects);
        }

        var cases = parts.SelectMany(p => p.Report.Cases.Select(c => (p.Name, Case: c))).OrderBy(c => c.Case.Index).ToList();
        var total = parts[0].Report.Header.Shard!.Total;
        defects = [.. CaseDefects(cases, total)];
        if (!defects.IsEmpty)
        {
            return (null, null, defects);
        }

        var header = parts[0].Report.Header with
        {
            Shard = null,
            Planned = total,
            UnitMilliseconds = parts.Max(p => p.Report.Header.UnitMilliseconds),
        };
        return (header, new CertifyResult([.. cases.Select(c => c.Case.ToVerdict())], total), []);
    }

    /// <summary>What merging asks of a report.</summary>
    private static ShardPart PartOf(NamedReport named)
    {
        var header = named.Report.Header;
        var fields = JsonSerializer.SerializeToNode(header, ReportJson.Lines.ReportHeader)!.AsObject();
        return new ShardPart(
            named.Name,
            header.Shard is { } s ? new Shard(s.Index, s.Count) : null,
            named.Report.Cut,
            header.Kit,
            header.Scenarios,
            string.Join("; ", header.Adapters.Select(a => FormattableString.Invariant($"{a.Name} {a.Version} (API {a.Api}, {string.Join(' ', a.Capabilities)})"))),
            fields.Where(f => !NoOptions.Contains(f.Key, StringComparer.Ordinal)).ToImmutableSortedDictionary(f => f.Key, f => f.Value?.ToJsonString() ?? "null", StringComparer.Ordinal));
    }

    /// <summary>Kits of one version whose guarantees or documents differ are builds of different sources.</summary>
    private static IEnumerable<string> DefinitionDefects(IReadOnlyList<NamedReport> parts)
    {
        var first = IdsOf(parts[0].Report.Header.Definitions);
        foreach (var part in parts.Skip(1))
        {
            var other = IdsOf(part.Report.Header.Definitions);
            var differ = first.Keys.Union(other.Keys, StringComparer.Ordinal).Where(id => !string.Equals(first.GetValueOrDefault(id), other.GetValueOrDefault(id), StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
            if (differ.Count > 0)
            {
                var more = differ.Count > 1 ? FormattableString.Invariant($" and {differ.Count - 1} more") : "";
                yield return $"mixed: {parts[0].Name} and {part.Name} differ in what the kit defines, {differ[0]}{more}; expected the same guarantees and scenarios for all: run every shard with one build of the kit";
                yield break;
            }
        }
    }

    private static Dictionary<string, string> IdsOf(KitDefinitions? definitions) => definitions is null
        ? []
        : definitions.Guarantees.Select(g => ($"guarantee {g.Key}", g.Value)).Concat(definitions.Documents.Select(d => ($"scenario {d.Key}", d.Value))).ToDictionary(p => p.Item1, p => p.Value, StringComparer.Ordinal);

    /// <summary>Headers agree; a file that was edited, or a plan that was cut otherwise, shows in its cases.</summary>
    private static IEnumerable<string> CaseDefects(List<(string Name, ReportCase Case)> cases, int total)
    {
        foreach (var twice in cases.GroupBy(c => c.Case.Index).Where(g => g.Count() > 1).Take(1))
        {
            yield return $"overlap: {twice.First().Case.Case} on {twice.First().Case.Adapter} is in {string.Join(" and ", twice.Select(c => c.Name))}; expected it in one of them: run these shards again";
        }

        var known = cases.Select(c => c.Case.Index).ToHashSet();
        var missing = Enumerable.Range(0, total).Where(i => !known.Contains(i)).ToList();
        if (missing.Count > 0)
        {
            yield return FormattableString.Invariant($"gap: {missing.Count} of {total} cases are in no shard, the first is number {missing[0]} of the plan; expected all of them: run the shards again");
        }

        if (cases.Find(c => c.Case.Index >= total) is { Case: { } beyond, Name: var name })
        {
            yield return FormattableString.Invariant($"overlap: {name} has a case number {beyond.Index}, {beyond.Case}; expected numbers from 0 to {total - 1}: run this shard again");
        }
    }
}
