using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What a group shares of signals. Under the signal lock.</summary>
internal sealed partial class ThreadGroup
{
    /// <summary>The signals that any of its threads may take.</summary>
    public PendingSignals Pending { get; } = new(shared);

    /// <summary>What it does with each.</summary>
    public Dispositions Dispositions { get; } = new(shared);

    /// <summary>Drops signals wherever they are pending.</summary>
    public void DropPending(SignalSet signals)
    {
        Pending.Remove(signals);
        _members.ForEach(m => m.Pending.Remove(signals));
    }
}
