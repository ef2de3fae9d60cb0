using System.Collections.Immutable;

namespace Utrace.Conformance.Scheduling;

/// <summary>
/// Follows one recorded schedule. Where it does not fit the program any more, <see cref="Misfit"/> says how, and whoever can go on first goes on;
/// where the program goes on behind its end, the last context goes on while it can, else the first that can.
/// </summary>
/// <param name="choices">The context of every step.</param>
public sealed class Replay(ImmutableArray<int> choices) : IStrategy
{
    private bool _isOver;

    /// <summary>The first step at which the recorded context could not go on; null while it fits.</summary>
    public ReplayMisfit? Misfit { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Known => choices;

    /// <inheritdoc/>
    public bool Begin() => !_isOver;

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        if (decision.Step < choices.Length && Misfit is null)
        {
            var wanted = choices[decision.Step];
            if (decision.Enabled.Contains(wanted))
            {
                return wanted;
            }

            Misfit = new ReplayMisfit(decision.Step, wanted, [.. decision.Enabled]);
        }

        return decision.Enabled.Contains(decision.Last) ? decision.Last : decision.Enabled[0];
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    /// <inheritdoc/>
    public void End() => _isOver = true;
}

/// <summary>Where a recorded schedule stopped fitting.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Wanted">The context that the recording names.</param>
/// <param name="Enabled">Those that could go on instead.</param>
public sealed record ReplayMisfit(int Step, int Wanted, ImmutableArray<int> Enabled);
