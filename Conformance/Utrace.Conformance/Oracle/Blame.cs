using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// Which guarantees a bad log breaks, the surest first: what monitors found, what the author's expectations are tied to (<c>because</c>), and then,
/// of the guarantees that the scenario tests, those of the areas that the shape of the rejection points to (<see cref="DivergenceAreas"/>).
/// Where all that names nothing, every guarantee that the scenario tests.
/// </summary>
public static class Blame
{
    /// <summary>The guarantees, each once; empty where there is nothing to blame.</summary>
    public static ImmutableArray<string> For(
        Scenario scenario,
        Rejection? rejection,
        IReadOnlyList<LogFinding> expectations,
        IReadOnlyList<LogFinding> monitors)
    {
        if (rejection is null && expectations.Count == 0 && monitors.Count == 0)
        {
            return [];
        }

        var areas = rejection is null ? [] : DivergenceAreas.Of(rejection);
        ImmutableArray<string> named =
        [
            .. monitors.Concat(expectations).Select(f => f.Guarantee)
                .Concat(areas.SelectMany(area => scenario.Guarantees.Where(g => IsOf(g, area))))
                .Distinct(StringComparer.Ordinal),
        ];
        return named.IsEmpty ? scenario.Guarantees : named;
    }

    private static bool IsOf(string guarantee, string area) => guarantee.StartsWith(area + "-", StringComparison.Ordinal);
}
