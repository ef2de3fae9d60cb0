using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Logs;

/// <summary>
/// One line of an event log. A closed hierarchy of values; <see cref="ToString"/> is exactly the canonical log line.
/// The order of lines is real time as the kit saw it; each actor's own lines are in its order.
/// </summary>
/// <param name="Actor">Who did it: an actor, a thread, or <see cref="Nobody"/> where it does not matter who.</param>
public abstract record LogEvent(string Actor)
{
    /// <summary>The actor of lines that may happen in any context (release, end).</summary>
    public const string Nobody = "*";

    /// <summary>The line behind the actor.</summary>
    protected abstract string Rest { get; }

    /// <summary>The canonical line.</summary>
    public sealed override string ToString() => $"{Actor} {Rest}";
}

/// <summary><c>D call control(E, STOP)</c>: a call begins.</summary>
public sealed record CallBegan(string Actor, ApiCall Call) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"call {Call}";
}

/// <summary><c>D ret control(E, STOP) = EINPROGRESS</c>: a call returned.</summary>
public sealed record CallReturned(string Actor, ApiCall Call, CallResult Result) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"ret {Call} = {Result}";
}

/// <summary>
/// <c>T begin E.report_quiesce(RESUME, EXEC)</c>: a callback begins in the context of <see cref="LogEvent.Actor"/>.
/// The arguments are the action word (not for report_death and report_reap) and, for report_quiesce and report_signal, the event (0 for none);
/// report_signal with a signal in info shows it, orig_ka (<c>none</c> for null) and return_ka; report_exit the original and the present code;
/// report_clone what was made and the child; report_jctl the type and what the parent is going to be told (0 for nothing).
/// </summary>
public sealed record CallbackBegan(string Actor, CallbackInvocation Invocation) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"begin {Invocation}";
}

/// <summary><c>T end E.report_quiesce = STOP</c>: a callback returns. report_reap has no result: <c>P end E.report_reap</c>.</summary>
public sealed record CallbackEnded(string Actor, string Engine, Callback Callback, ActionWord Result) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => Callback is Callback.Reap
        ? $"end {Engine}.{Words.Of(Callback)}"
        : $"end {Engine}.{Words.Of(Callback)} = {Words.Of(Result, Callback)}";
}

/// <summary><c>T tick</c>: one user-mode step.</summary>
public sealed record Ticked(string Actor) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => "tick";
}

/// <summary><c>T enter syscall read</c>: a stage of an activity other than a tick.</summary>
/// <param name="Actor">The thread.</param>
/// <param name="Stage">Which stage.</param>
/// <param name="What">The activity: <c>exec</c>, <c>syscall read</c>, <c>exit</c>, <c>exit_group</c>, <c>clone C</c> (<c>clone</c> where it fails),
/// <c>sigaction SIGUSR1 handler</c>, <c>sigmask SIGUSR1|SIGUSR2</c>, <c>wait C</c>.</param>
public sealed record ActivityStaged(string Actor, ActivityStage Stage, string What) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"{Stage.ToString().ToLowerInvariant()} {What}";
}

/// <summary>Stages of an activity.</summary>
public enum ActivityStage : byte
{
    /// <summary>The thread left user mode for it.</summary>
    Enter,

    /// <summary>The body took effect.</summary>
    Body,

    /// <summary>The body was skipped by ABORT (SYSCALL-02).</summary>
    Abort,

    /// <summary>A sleeping body was interrupted before its effect.</summary>
    Interrupt,

    /// <summary>The execve failed.</summary>
    Fail,

    /// <summary>The kernel's work for it, reports included, is over; the thread is on its way to user mode.</summary>
    Done,
}

/// <summary><c>T handler SIGUSR1</c>: a handler runs, as one user-mode step (SIGNAL-03, STEP-08).</summary>
public sealed record HandlerRan(string Actor, SignalNumber Signal) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"handler {Words.Of(Signal)}";
}

/// <summary><c>T notify STOPPED</c>: the thread tells its parent of a job-control stop or continue (JCTL-02, JCTL-04).</summary>
public sealed record ParentTold(string Actor, JctlType What) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"notify {Words.Of(What)}";
}

/// <summary><c>T wake go</c>: a wake_up made in a callback takes effect, and opens its gate (PROPOSED-04).</summary>
public sealed record WokenUp(string Actor, string Gate) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"wake {Gate}";
}

/// <summary><c>T died</c>: the dead thread's own context is over, its death report included.</summary>
public sealed record Died(string Actor) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => "died";
}

/// <summary><c>* release E</c>: the release hook ran with the engine's data (REF-03), in whatever context.</summary>
public sealed record Released(string Engine) : LogEvent(Nobody)
{
    /// <inheritdoc/>
    protected override string Rest => $"release {Engine}";
}

/// <summary><c>D open go</c>: a gate was opened.</summary>
public sealed record GateOpened(string Actor, string Gate) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"open {Gate}";
}

/// <summary><c>D settle</c>: nothing else could move.</summary>
public sealed record Settled(string Actor) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => "settle";
}

/// <summary><c>D probe T = tstopped</c>: the state of a thread.</summary>
public sealed record Probed(string Actor, string Thread, TraceeState State) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"probe {Thread} = {Words.Of(State)}";
}

/// <summary><c>D saw T = tstopped</c>: a wait for a thread's state ended.</summary>
public sealed record StateSeen(string Actor, string Thread, TraceeState State) : LogEvent(Actor)
{
    /// <inheritdoc/>
    protected override string Rest => $"saw {Thread} = {Words.Of(State)}";
}

/// <summary><c>* end T=running U=reaped</c>: nothing can move any more; the last line of a complete log, with every thread's state in declaration order.</summary>
public sealed record Ended(EndStates States) : LogEvent(Nobody)
{
    /// <inheritdoc/>
    protected override string Rest => $"end {States}";
}
