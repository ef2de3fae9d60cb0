using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Adapters.Threaded;

namespace Utrace.Conformance.Selftest;

/// <summary>A wrong implementation and what is known of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Behaviour">What it does wrong.</param>
/// <param name="Breaks">The guarantees it breaks.</param>
/// <param name="Adapter">The implementation.</param>
public sealed record FaultCase(string Name, string Behaviour, ImmutableArray<string> Breaks, IAdapter Adapter)
{
    /// <summary>A fault of the threaded implementation.</summary>
    public static FaultCase Of(Fault fault) => new(fault.Name, fault.Behaviour, fault.Breaks, new ThreadedAdapter(fault));
}
