using System.Collections.Immutable;

namespace Utrace.Conformance.Scheduling;

/// <summary>Writes down what a strategy chooses.</summary>
internal sealed class Recorder(IStrategy strategy) : IStrategy
{
    private readonly List<int> _choices = [];

    /// <summary>Who ran at each step so far.</summary>
    public ImmutableArray<int> Choices() => [.. _choices];

    /// <summary>How often a context was left although it could go on.</summary>
    public int Preemptions { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Known => strategy.Known;

    /// <inheritdoc/>
    public bool Begin() => strategy.Begin();

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        var chosen = strategy.Choose(decision);
        if (chosen >= 0)
        {
            _choices.Add(chosen);
            Preemptions += decision.IsPreemption(chosen) ? 1 : 0;
        }

        return chosen;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses) => strategy.Ran(accesses);

    /// <inheritdoc/>
    public void Rested() => strategy.Rested();

    /// <inheritdoc/>
    public void End() => strategy.End();
}
