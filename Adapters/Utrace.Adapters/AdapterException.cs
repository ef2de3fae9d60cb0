namespace Utrace.Adapters;

/// <summary>The adapter failed, and says how; whatever call of the contract it comes out of, the message stands for itself.</summary>
/// <param name="failure">What kind of failure.</param>
/// <param name="message">Where, what came, what was expected and what to do.</param>
/// <param name="inner">What it comes from.</param>
public sealed class AdapterException(AdapterFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of failure.</summary>
    public AdapterFailure Failure { get; } = failure;
}

/// <summary>How an adapter fails.</summary>
public enum AdapterFailure
{
    /// <summary>It broke the contract: says nothing about the implementation's promises.</summary>
    Contract,

    /// <summary>The implementation died.</summary>
    Crash,

    /// <summary>It does not answer.</summary>
    Hang,

    /// <summary>It could not be started or reached, or has no version of the contract in common with the kit.</summary>
    Unavailable,
}
