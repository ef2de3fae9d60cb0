using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Sharding;

/// <summary>
/// How much work a case is, roughly: interleavings grow with the product of what the contexts do. Only its order of magnitude matters,
/// so that the few large cases do not meet in one shard. Stateless.
/// </summary>
internal static class CaseWeight
{
    private const double Activity = 6;

    /// <summary>The weight, at least 1. It depends on the scenario alone.</summary>
    public static double Of(Scenario scenario)
    {
        var weight = 1.0;
        foreach (var thread in scenario.Threads)
        {
            var engines = scenario.Engines.Where(e => string.Equals(e.Thread, thread.Name, StringComparison.Ordinal)).ToList();
            var steps = thread.Program.Sum(s => s is TickActivity or OpenStep or AwaitStep ? 1 : Activity + engines.Count);
            weight *= 1 + steps + engines.Sum(e => 1 + e.On.Sum(r => 1 + r.Do.Length));
        }

        return scenario.Actors.Aggregate(weight, (product, actor) => product * (1 + actor.Script.Sum(s => s is CallStep ? 2 : 1)));
    }
}
