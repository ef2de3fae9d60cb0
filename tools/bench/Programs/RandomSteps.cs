using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Programs;

/// <summary>Whoever can go on is equally likely: what the peers do by default. No state but the generator's.</summary>
internal sealed class RandomSteps(ulong seed) : IStrategy
{
    private ulong _state = seed;

    private long _choices;
    private long _schedules;

    /// <summary>How many choices a schedule had on average.</summary>
    public double PerSchedule => _choices / (double)_schedules;

    /// <inheritdoc/>
    public bool Begin()
    {
        _schedules++;
        return true;
    }

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        _choices++;
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
