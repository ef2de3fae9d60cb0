namespace Utrace.Adapters.Threaded;

/// <summary>The session was disposed while this context was inside of it; unwinds threads and calls that would wait for ever.</summary>
public sealed class SessionAbandonedException : OperationCanceledException
{
    /// <summary>Makes the exception with its one message.</summary>
    public SessionAbandonedException()
        : base("The session was disposed while this call was in flight: nothing will answer it any more.")
    {
    }
}
