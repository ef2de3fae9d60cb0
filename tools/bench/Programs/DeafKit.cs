using Utrace.Adapters;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Bench.Programs;

/// <summary>A kit that nothing matters to: trivial calls make no callbacks.</summary>
internal sealed class DeafKit : IKit
{
    /// <inheritdoc/>
    public CallbackReply Callback(string context, CallbackInvocation invocation) => new(new ActionWord(ResumeAction.Resume));

    /// <inheritdoc/>
    public void Released(string engine)
    {
    }

    /// <inheritdoc/>
    public void Ticked(string thread)
    {
    }

    /// <inheritdoc/>
    public void Staged(string thread, ActivityStage stage, string what)
    {
    }

    /// <inheritdoc/>
    public void Died(string thread)
    {
    }

    /// <inheritdoc/>
    public void Crashed(string context, Exception exception) => throw new InvalidOperationException($"{context}: {exception.Message}", exception);
}
