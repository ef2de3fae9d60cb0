using System.Collections.Immutable;

namespace Utrace.Adapters.Smoke;

/// <summary>What smoke found on an adapter. Immutable.</summary>
/// <param name="Adapter">Where it is.</param>
/// <param name="Findings">One per check, in the order of the checks.</param>
public sealed record SmokeResult(string Adapter, ImmutableArray<SmokeFinding> Findings)
{
    /// <summary>Whether no check failed. What is missing does not count: the adapter says so itself.</summary>
    public bool IsSound => Findings.All(f => f.Status is not SmokeStatus.Failed);

    /// <summary>How many checks ended so.</summary>
    public int Count(SmokeStatus status) => Findings.Count(f => f.Status == status);
}
