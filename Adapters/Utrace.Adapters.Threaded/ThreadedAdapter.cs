using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// utrace with real threads and real locks: the second implementation, and the example for adapter authors.
/// With a fault it is wrong in exactly one way. Thread-safe: sessions share nothing.
/// </summary>
/// <param name="fault">What to get wrong; null: nothing.</param>
public sealed class ThreadedAdapter(Fault? fault = null) : IPausableAdapter
{
    /// <summary>What it has.</summary>
    internal static ImmutableSortedSet<string> Claimed { get; } = Capability.Spine.Union(
    [
        Capability.Signals,
        Capability.Jctl,
        Capability.StepHardware,
        Capability.Clone,
        Capability.Vfork,
        Capability.ExecMt,
        Capability.Parent,
        Capability.Pid,
        Capability.Proposed,
    ]);

    /// <inheritdoc/>
    public AdapterIdentity Identity { get; } = new(
        fault is null ? "threaded" : $"threaded+{fault.Name}",
        "0.1.0",
        "C#",
        20091216,
        Claimed,
        ControlTier.T2);

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed) => new ThreadedSession(kit, fault?.Decisions ?? Decisions.Right);

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed, IPauseControl control) => new ThreadedSession(kit, fault?.Decisions ?? Decisions.Right, control);
}
