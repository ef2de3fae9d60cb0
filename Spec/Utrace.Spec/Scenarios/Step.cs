using System.Collections.Immutable;

namespace Utrace.Spec.Scenarios;

/// <summary>One step of an actor's script, a callback's body or a thread's program. A closed hierarchy.</summary>
/// <param name="Source">Where it stands.</param>
public abstract record Step(SourceMark Source);

/// <summary>A call (actors and callbacks; a callback runs it in the traced thread itself).</summary>
/// <param name="Call">The call.</param>
/// <param name="Expect">The results the author allows; null: whatever the model allows.</param>
/// <param name="Source">Where it stands.</param>
public sealed record CallStep(ApiCall Call, ResultExpectation? Expect, SourceMark Source) : Step(Source);

/// <summary>Opens a gate; gates open once and stay open.</summary>
public sealed record OpenStep(string Gate, SourceMark Source) : Step(Source);

/// <summary>Waits until a gate is open: an actor waits, a callback is held open, a thread stays in user mode.</summary>
public sealed record AwaitStep(string Gate, SourceMark Source) : Step(Source);

/// <summary>Waits until a probe of the thread would say so (actors and callbacks).</summary>
public sealed record AwaitStateStep(string Thread, TraceeState State, SourceMark Source) : Step(Source);

/// <summary>Waits until nothing else can move (actors): every thread is blocked, stopped, dead, held in a callback or out of activities, every other actor waits.</summary>
public sealed record SettleStep(SourceMark Source) : Step(Source);

/// <summary>Asks for a thread's state (actors and callbacks).</summary>
/// <param name="Thread">Of which thread.</param>
/// <param name="Expect">The states the author allows, as words; null: whatever the model allows.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ProbeStep(string Thread, ResultExpectation? Expect, SourceMark Source) : Step(Source);

/// <summary>A user-mode activity of a thread's program.</summary>
public abstract record Activity(SourceMark Source) : Step(Source);

/// <summary>One user-mode step.</summary>
public sealed record TickActivity(SourceMark Source) : Activity(Source);

/// <summary>An execve; the generic event of tier 1.</summary>
/// <param name="Fails">The execve fails: no event (EXEC-02).</param>
/// <param name="Source">Where it stands.</param>
public sealed record ExecActivity(bool Fails, SourceMark Source) : Activity(Source);

/// <summary>A system call whose body has one visible effect.</summary>
/// <param name="Name">Its name in the log.</param>
/// <param name="Sleep">Whether, and how, the body sleeps before its effect.</param>
/// <param name="Until">The gate that ends the sleep; null where it does not sleep.</param>
/// <param name="Source">Where it stands.</param>
public sealed record SyscallActivity(string Name, SleepKind Sleep, string? Until, SourceMark Source) : Activity(Source);

/// <summary>The thread exits; with <paramref name="Group"/> it takes its group along (KILL-03).</summary>
public sealed record ExitActivity(int Code, bool Group, SourceMark Source) : Activity(Source);

/// <summary>clone, fork or vfork: a declared thread comes to be (CLONE, VFORK).</summary>
/// <param name="Child">The thread; null where the clone fails.</param>
/// <param name="Kind">What it is: a thread where it is declared in the caller's group, else a process.</param>
/// <param name="Source">Where it stands.</param>
public sealed record CloneActivity(string? Child, CloneKind Kind, SourceMark Source) : Activity(Source)
{
    /// <summary>It fails: no child, no event (CLONE-02).</summary>
    public bool Fails => Child is null;
}

/// <summary>Sets what the thread's group does with a signal.</summary>
public sealed record SigactionActivity(SignalNumber Signal, Disposition Disposition, SourceMark Source) : Activity(Source);

/// <summary>Sets the thread's blocked signals: exactly these (SIGNAL-15).</summary>
public sealed record SigmaskActivity(SignalSet Blocked, SourceMark Source) : Activity(Source);

/// <summary>Waits, interruptibly, until a child is dead, and reaps it in this thread's context (REAP-04).</summary>
public sealed record WaitActivity(string Child, SourceMark Source) : Activity(Source);

/// <summary>
/// A moment in user mode without a step or a trap. Never in a document: the runner drives it for an <see cref="OpenStep"/> of a program, so that a thread
/// which is stopped, in a report or dead does not open. Its only stage is <c>Done user</c>, told by the thread while it is in user mode.
/// </summary>
public sealed record UserActivity(SourceMark Source) : Activity(Source);

/// <summary>How a system call's body sleeps.</summary>
public enum SleepKind : byte
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Ends early when the signal path is due; the call then returns without its effect.</summary>
    Interruptible,

    /// <summary>Nothing ends it early.</summary>
    Uninterruptible,
}

/// <summary>Which results of a call or probe the author allows.</summary>
/// <param name="Words">Result words in log notation: <c>0</c>, error codes, engine names, states.</param>
/// <param name="Guarantee">What another result would break; null: the scenario's first guarantee.</param>
public sealed record ResultExpectation(ImmutableArray<string> Words, string? Guarantee);
