namespace Utrace.Adapters.Smoke;

/// <summary>How a check of an adapter ended.</summary>
public enum SmokeStatus
{
    /// <summary>As the protocol says.</summary>
    Ok,

    /// <summary>The adapter says that something is not there (-32001): honest, and still to be done.</summary>
    Missing,

    /// <summary>Not tried: not claimed, or it needs something that is missing.</summary>
    Skipped,

    /// <summary>Not as the protocol says.</summary>
    Failed,
}
