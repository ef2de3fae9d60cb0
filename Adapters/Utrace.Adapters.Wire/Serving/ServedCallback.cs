using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Serving;

/// <summary>A callback that the implementation is inside of: its thread runs the calls that the kit makes in it, until the answer. Thread-safe.</summary>
internal sealed class ServedCallback
{
    private readonly object _sync = new();
    private readonly Queue<Action> _calls = new();
    private CallbackReply? _reply;

    /// <summary>Runs nested calls on this thread, and returns the answer.</summary>
    public CallbackReply Serve()
    {
        while (true)
        {
            Action? call;
            lock (_sync)
            {
                while (!_calls.TryDequeue(out call) && _reply is null)
                {
                    Monitor.Wait(_sync);
                }

                if (call is null)
                {
                    return _reply!.Value;
                }
            }

            call();
        }
    }

    /// <summary>As <see cref="Serve"/>, where the kit says who runs: nothing is done before the callback's context is chosen.</summary>
    /// <param name="halt">Halts the context; returns when it is chosen.</param>
    public CallbackReply ServeTurns(Action<string> halt)
    {
        var at = WireWords.AtCallback;
        while (true)
        {
            halt(at);
            Action? call;
            lock (_sync)
            {
                if (!_calls.TryDequeue(out call) && _reply is { } reply)
                {
                    return reply;
                }
            }

            at = call is null ? WireWords.AtCallback : WireWords.AtReturned;
            call?.Invoke();
        }
    }

    /// <summary>Has a call made on the callback's thread.</summary>
    public void Make(Action call)
    {
        lock (_sync)
        {
            _calls.Enqueue(call);
            Monitor.Pulse(_sync);
        }
    }

    /// <summary>The callback returns.</summary>
    public void Return(CallbackReply reply)
    {
        lock (_sync)
        {
            _reply ??= reply;
            Monitor.Pulse(_sync);
        }
    }
}
