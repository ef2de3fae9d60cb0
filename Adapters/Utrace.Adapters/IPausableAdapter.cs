namespace Utrace.Adapters;

/// <summary>An implementation with pause points (T2): exactly one context of a session runs at a time, and the kit says which.</summary>
public interface IPausableAdapter : IAdapter
{
    /// <summary>Opens a session whose every context asks <paramref name="control"/> before it goes on.</summary>
    /// <param name="kit">Where the implementation reports to.</param>
    /// <param name="seed">As for <see cref="IAdapter.Open"/>.</param>
    /// <param name="control">Who chooses; of this session alone.</param>
    ISession Open(IKit kit, ulong seed, IPauseControl control);
}
