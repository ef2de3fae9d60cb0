namespace Utrace.Conformance.Exploration;

/// <summary>Tells now and then how far an exploration is, and ends it when asked to.</summary>
internal sealed class Pulse(IProgress<ExplorationProgress>? progress, bool withHistories, CancellationToken cancel)
{
    private const int Every = 1 << 14;

    private int _next;

    /// <summary>Called once per block of states.</summary>
    /// <exception cref="OperationCanceledException">It is to end.</exception>
    public void Beat(int states, int expanded)
    {
        if (expanded < _next)
        {
            return;
        }

        _next = expanded + Every;
        cancel.ThrowIfCancellationRequested();
        progress?.Report(new ExplorationProgress(states, expanded, withHistories));
    }
}
