using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters;

/// <summary>What an implementation tells the kit. All members are thread-safe; all but <see cref="Callback"/> return at once.</summary>
public interface IKit
{
    /// <summary>A callback: returns with its result when the script says so. The implementation stays inside the callback until then.</summary>
    /// <param name="context">Who runs it: the traced thread, or for report_reap whoever reaps.</param>
    /// <param name="invocation">Which callback with which arguments.</param>
    CallbackReply Callback(string context, CallbackInvocation invocation);

    /// <summary>
    /// <see cref="Callback"/> in two steps: the callback has begun when this returns, which is at once; what is returned plays it, on a thread that may be held. For whoever
    /// hears of callbacks in an order that must be kept.
    /// </summary>
    Func<CallbackReply> Begin(string context, CallbackInvocation invocation) => () => Callback(context, invocation);

    /// <summary>The release hook of an engine ran.</summary>
    void Released(string engine);

    /// <summary>A thread made a user-mode step; its tick activity is over.</summary>
    void Ticked(string thread);

    /// <summary>A stage of the thread's present activity. <see cref="ActivityStage.Done"/> ends the activity.</summary>
    void Staged(string thread, ActivityStage stage, string what);

    /// <summary>A handler ran, as one user-mode step of the thread; no activity of the kit's.</summary>
    void HandlerRan(string thread, SignalNumber signal) => throw NotCarried(nameof(HandlerRan));

    /// <summary>The thread told its parent of a job-control stop or continue.</summary>
    void ParentTold(string thread, JctlType what) => throw NotCarried(nameof(ParentTold));

    /// <summary>A wake_up that a callback made in this context takes effect: the kit opens the gate.</summary>
    void WokenUp(string context, string gate) => throw NotCarried(nameof(WokenUp));

    /// <summary>The dead thread's own context is over.</summary>
    void Died(string thread);

    /// <summary>The implementation broke down in a way of its own (a thread of it threw): the case is a crash.</summary>
    void Crashed(string context, Exception exception);

    private NotSupportedException NotCarried(string member) =>
        new($"{GetType().Name} does not carry {member}: an implementation behind it cannot claim the capability that needs it.");
}

/// <summary>What a callback returns.</summary>
/// <param name="Result">The result word.</param>
/// <param name="ExitCode">report_exit: the code to write through the pointer; null leaves it.</param>
/// <param name="Signal">report_signal: the number to write into info; null leaves it.</param>
/// <param name="Disposition">report_signal: what to write into return_ka; null leaves it.</param>
public readonly record struct CallbackReply(ActionWord Result, int? ExitCode = null, SignalNumber? Signal = null, Disposition? Disposition = null);
