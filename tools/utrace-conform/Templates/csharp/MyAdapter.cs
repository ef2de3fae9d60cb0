using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Spec;

namespace Mine;

/// <summary>Who the implementation is, and what it claims.</summary>
public sealed class MyAdapter : IAdapter
{
    /// <summary>Claim only what is there: a claimed capability cannot be skipped. Then add syscall, abort, exit, reap, signal, step, examine.</summary>
    public AdapterIdentity Identity { get; } = new("__name__", "0.1", "C#", 20091216, ImmutableSortedSet.Create(StringComparer.Ordinal, Capability.Core), ControlTier.T1);

    public ISession Open(IKit kit, ulong seed) => new MySession(kit);
}
