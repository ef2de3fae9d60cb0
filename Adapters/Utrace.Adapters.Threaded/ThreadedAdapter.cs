using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// utrace with real threads and real locks: the second implementation, and the example for adapter authors.
/// With a fault it is wrong in exactly one way, as a variant right in another way. Thread-safe: sessions share nothing.
/// </summary>
public sealed class ThreadedAdapter : IPausableAdapter
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

    private readonly Decisions _decisions;

    /// <summary>The implementation.</summary>
    /// <param name="fault">What to get wrong; null: nothing.</param>
    public ThreadedAdapter(Fault? fault = null)
        : this(fault?.Name, fault?.Decisions ?? Decisions.Right)
    {
    }

    /// <summary>A legal variant of it.</summary>
    /// <param name="variant">What to do otherwise.</param>
    public ThreadedAdapter(Variant variant)
        : this(variant.Name, variant.Decisions)
    {
    }

    private ThreadedAdapter(string? what, Decisions decisions)
    {
        _decisions = decisions;
        Identity = new(
            what is null ? "threaded" : $"threaded+{what}",
            "0.1.0",
            "C#",
            20091216,
            Claimed,
            ControlTier.T2);
    }

    /// <inheritdoc/>
    public AdapterIdentity Identity { get; }

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed) => new ThreadedSession(kit, _decisions);

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed, IPauseControl control) => new ThreadedSession(kit, _decisions, control);
}
