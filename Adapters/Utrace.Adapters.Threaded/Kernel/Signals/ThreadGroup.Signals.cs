using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>What a group shares of signals. Under the signal lock.</summary>
internal sealed partial class ThreadGroup
{
    /// <summary>The signals that any of its threads may take.</summary>
    public PendingSignals Pending { get; } = new(shared);

    /// <summary>What it does with each.</summary>
    public Dispositions Dispositions { get; } = new(shared);

    /// <summary>Nobody of it waits for a child: it is dead, or ignores SIGCHLD (REAP-04).</summary>
    public bool LeavesChildrenToThemselves => !IsAlive || Dispositions[SignalNumber.SIGCHLD] is Disposition.Ignore;

    /// <summary>A thread has come to be, with what it declares for the group.</summary>
    public void Declare(ThreadSpec thread)
    {
        foreach (var (signal, disposition) in thread.Signals)
        {
            Dispositions[signal] = disposition;
        }
    }

    /// <summary>Drops signals wherever they are pending.</summary>
    public void DropPending(SignalSet signals)
    {
        Pending.Remove(signals);
        _members.ForEach(m => m.Pending.Remove(signals));
    }
}
