using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Sharding;

/// <summary>
/// Which cases a shard has. The heaviest first, each goes to the shard that has least so far: the same cases and the same count always give the same parts,
/// on every machine, and the parts are about equal. A case is never cut between implementations, so that its model is looked at once.
/// </summary>
public static class ShardPlan
{
    /// <summary>The places of the shard's cases among all, in their order.</summary>
    /// <param name="scenarios">All cases of the plan.</param>
    /// <param name="shard">The part.</param>
    public static ImmutableArray<int> Of(IReadOnlyList<Scenario> scenarios, Shard shard)
    {
        var loads = new PriorityQueue<int, (double Load, int Shard)>(Enumerable.Range(1, shard.Count).Select(s => (s, (0.0, s))));
        var mine = new List<int>();
        foreach (var (place, weight) in scenarios.Select((s, i) => (Place: i, Weight: CaseWeight.Of(s), s.Id))
            .OrderByDescending(c => c.Weight).ThenBy(c => c.Id, StringComparer.Ordinal).Select(c => (c.Place, c.Weight)))
        {
            loads.TryDequeue(out var lightest, out var load);
            loads.Enqueue(lightest, (load.Load + weight, lightest));
            if (lightest == shard.Index)
            {
                mine.Add(place);
            }
        }

        mine.Sort();
        return [.. mine];
    }
}
