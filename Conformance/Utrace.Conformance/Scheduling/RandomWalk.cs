using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Scheduling;

/// <summary>Every step goes to any of those that can go on, all equally likely. Endless; the same seed gives the same schedules.</summary>
public sealed class RandomWalk(ulong seed) : IStrategy
{
    private readonly SplitMix _random = new(seed);

    /// <inheritdoc/>
    public bool Begin() => true;

    /// <inheritdoc/>
    public int Choose(in Decision decision) =>
        decision.Enabled.Length == 1 ? decision.Enabled[0] : decision.Enabled[_random.Next(decision.Enabled.Length)];

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
    }
}
