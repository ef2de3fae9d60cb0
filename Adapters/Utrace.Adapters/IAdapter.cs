namespace Utrace.Adapters;

/// <summary>
/// An implementation of utrace as the kit sees it. Factories must be thread-safe: the kit opens several sessions side by side.
/// </summary>
public interface IAdapter
{
    /// <summary>Who the implementation is and what it claims.</summary>
    AdapterIdentity Identity { get; }

    /// <summary>Opens a session for one scenario. Nothing of one session may be seen in another.</summary>
    /// <param name="kit">Where the implementation reports to.</param>
    /// <param name="seed">Feeds whatever the implementation chooses at random; the same seed should give the same choices.</param>
    ISession Open(IKit kit, ulong seed);
}
