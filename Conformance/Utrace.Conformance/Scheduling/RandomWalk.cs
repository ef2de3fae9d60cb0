namespace Utrace.Conformance.Scheduling;

/// <summary>Every step goes to any of those that can go on, all equally likely. Endless; the same seed gives the same schedules.</summary>
public sealed class RandomWalk(ulong seed) : IStrategy
{
    private ulong _state = seed;

    /// <inheritdoc/>
    public bool Begin() => true;

    /// <inheritdoc/>
    public int Choose(in Decision decision) =>
        decision.Enabled.Length == 1 ? decision.Enabled[0] : decision.Enabled[(int)(Next() % (ulong)decision.Enabled.Length)];

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    /// <summary>SplitMix64.</summary>
    private ulong Next()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
