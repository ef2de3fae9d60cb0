using System.Collections.Immutable;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Coverage;

/// <summary>Counts coverage: by scenario, by rule of the model, by fault.</summary>
public static class CoverageRun
{
    /// <summary>Counts.</summary>
    /// <param name="catalogue">The guarantees.</param>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="models">Their models; explores what is not explored yet.</param>
    /// <param name="selftest">The self-test; null: no fault counts as killed.</param>
    public static CoverageResult Of(IReadOnlyList<Guarantee> catalogue, IReadOnlyList<Scenario> scenarios, ModelCache models, SelftestResult? selftest)
    {
        var named = scenarios.SelectMany(s => s.Guarantees, (s, g) => (Guarantee: g, s.Id)).ToLookup(p => p.Guarantee, p => p.Id, StringComparer.Ordinal);
        var fired = scenarios.AsParallel().SelectMany(s => models.Of(s).Exploration.FiredGuarantees).ToHashSet(StringComparer.Ordinal);
        var killed = (selftest?.Faults ?? []).SelectMany(f => f.RightlyBlamed, (f, g) => (Guarantee: g, f.Name))
            .ToLookup(p => p.Guarantee, p => p.Name, StringComparer.Ordinal);
        ImmutableArray<CoverageRow> rows =
        [
            .. catalogue.Select(g => new CoverageRow(g.Id, g.Tier is GuaranteeTier.Core, [.. named[g.Id]], fired.Contains(g.Id), [.. killed[g.Id]]) { Untested = g.Untested }),
        ];
        return new(
            new(rows.Length, rows.Count(r => r.Tier1), rows.Count(r => !r.Scenarios.IsEmpty), rows.Count(r => r.RuleFired), rows.Count(r => !r.Faults.IsEmpty))
            {
                WithReason = rows.Count(r => r.Untested is not null),
            },
            rows)
        {
            Defects = DefectsOf(catalogue, scenarios),
        };
    }

    /// <summary>The guarantees that say why no scenario tries them although one does, and those with neither scenario nor reason, in catalogue order.</summary>
    /// <param name="catalogue">The guarantees.</param>
    /// <param name="scenarios">The scenarios.</param>
    public static ImmutableArray<CoverageDefect> DefectsOf(IReadOnlyList<Guarantee> catalogue, IReadOnlyList<Scenario> scenarios)
    {
        var named = scenarios.SelectMany(s => s.Guarantees, (s, g) => (Guarantee: g, s.Id)).ToLookup(p => p.Guarantee, p => p.Id, StringComparer.Ordinal);
        return
        [
            .. catalogue.Select(g => (g.Untested, named[g.Id].FirstOrDefault()) switch
            {
                ({ }, { } scenario) => new CoverageDefect(
                    g.Id, $"it says that no scenario can try it, and {scenario} does", $"take 'untested' out of {FileOf(g)}, or {g.Id} out of the scenario's guarantees"),
                (null, null) => new CoverageDefect(
                    g.Id, "no scenario names it, and nothing says why none can", $"write a scenario that names it, or say why none can as 'untested' in {FileOf(g)}"),
                _ => null,
            }).OfType<CoverageDefect>(),
        ];
    }

    private static string FileOf(Guarantee g) => $"Spec/Utrace.Spec/Guarantees/Data/{g.Area}.yaml";
}
