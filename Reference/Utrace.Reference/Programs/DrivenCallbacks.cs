using Utrace.Spec;

namespace Utrace.Reference.Programs;

/// <summary>Driven worlds: per context, the calls made inside the open callback and, once it is known, its result.</summary>
internal sealed class DrivenCallbacks
{
    private readonly List<List<CompiledStep>> _bodies = [];
    private readonly List<DrivenReply?> _replies = [];

    /// <summary>Makes room for one more context.</summary>
    public void AddContext()
    {
        _bodies.Add([]);
        _replies.Add(null);
    }

    /// <summary>The calls made inside the context's open callback so far.</summary>
    public List<CompiledStep> Body(int context) => _bodies[context];

    /// <summary>The result, or null while the callback is held open; code -1 leaves the exit code.</summary>
    public DrivenReply? Reply(int context) => _replies[context];

    /// <summary>Ends the callback.</summary>
    public void Answer(int context, DrivenReply reply) => _replies[context] = reply;

    /// <summary>Makes room for the context's next callback.</summary>
    public void Reset(int context)
    {
        _bodies[context].Clear();
        _replies[context] = null;
    }
}

/// <summary>What a driven callback returns.</summary>
/// <param name="Result">The word.</param>
/// <param name="Code">report_exit: an index into the code table; -1 leaves the code.</param>
/// <param name="Signal">report_signal: what it writes into info.</param>
/// <param name="Disposition">report_signal: what it writes into return_ka.</param>
internal readonly record struct DrivenReply(ActionWord Result, int Code, SignalNumber? Signal, Disposition? Disposition);
