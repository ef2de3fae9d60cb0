using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Programs;

/// <summary>Whoever can go on is equally likely: what the peers do by default. No state but the generator's.</summary>
internal sealed class RandomSteps(ulong seed) : IStrategy
{
    private ulong _state = seed;

    /// <summary>How many choices were made.</summary>
    public long Choices { get; private set; }

    /// <inheritdoc/>
    public bool Begin() => true;

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        Choices++;
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return decision.Enabled[(int)((_state >> 32) * (ulong)decision.Enabled.Length >> 32)];
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
    }
}
