using Utrace.Adapters;
using Utrace.Adapters.Threaded;

namespace Utrace.Conformance.Selftest;

/// <summary>An implementation that is right in another way: whatever fails on it is a false alarm.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Adapter">The implementation.</param>
public sealed record VariantCase(string Name, IAdapter Adapter)
{
    /// <summary>A legal variant of the threaded implementation.</summary>
    public static VariantCase Of(Variant variant) => new(variant.Name, new ThreadedAdapter(variant));
}
