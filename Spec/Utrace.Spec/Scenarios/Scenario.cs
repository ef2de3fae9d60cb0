using System.Collections.Immutable;

namespace Utrace.Spec.Scenarios;

/// <summary>
/// One case: a scenario document with its parameters substituted. Immutable and thread-safe.
/// Everything names things by these names: the model, the runner, adapters and logs.
/// </summary>
/// <param name="Id">Immutable id = path below fixtures/scenarios without extension; a case of a family adds <c>@value+value</c>.</param>
/// <param name="Title">What is tried, in a line.</param>
/// <param name="Why">What would go wrong without the guarantee, in a sentence.</param>
/// <param name="Guarantees">The guarantees it tests, the one it is mainly about first. Never empty.</param>
/// <param name="Needs">Capabilities an implementation must claim.</param>
/// <param name="Api">API versions it applies to: its own range, cut to those that promise every guarantee that it tries.</param>
/// <param name="Threads">The tracees, in declaration order.</param>
/// <param name="Engines">The engines, in declaration order; those with <see cref="EngineSpec.Attached"/> are attached in this order before anything runs.</param>
/// <param name="Actors">The actors (debuggers, parents, killers), in declaration order.</param>
/// <param name="Expect">What the author expects, beyond what the model allows.</param>
/// <param name="Hash">Content hash of the document and the substituted parameters, 16 lower-case hex digits.</param>
/// <param name="Source">Where the document was read from.</param>
public sealed record Scenario(
    string Id,
    string Title,
    string Why,
    ImmutableArray<string> Guarantees,
    ImmutableArray<string> Needs,
    ApiRange Api,
    ImmutableArray<ThreadSpec> Threads,
    ImmutableArray<EngineSpec> Engines,
    ImmutableArray<ActorSpec> Actors,
    Expectations Expect,
    string Hash,
    SourceMark Source)
{
    /// <summary>The name of every gate that is opened somewhere, in ordinal order.</summary>
    public required ImmutableArray<string> Gates { get; init; }
}

/// <summary>A place in a document; lines and columns count from 1.</summary>
public readonly record struct SourceMark(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}");
}

/// <summary>A traced thread and its program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">Its thread group; a thread alone by default (the group then has the thread's name).</param>
/// <param name="SelfReap">Reaps itself at death (REAP-04).</param>
/// <param name="KernelThread">Cannot be attached to (ATTACH-12).</param>
/// <param name="Program">What it does in user mode, step by step; afterwards it stays in user mode without a further step.</param>
public sealed record ThreadSpec(string Name, string Group, bool SelfReap, bool KernelThread, ImmutableArray<Step> Program)
{
    /// <summary>A clone makes it: it is not there at the start.</summary>
    public bool IsCloned { get; init; }

    /// <summary>The thread that is its parent: it gets SIGCHLD and waits; null: the parent is outside, an actor reaps.</summary>
    public string? Parent { get; init; }

    /// <summary>How finely it can step (STEP-02).</summary>
    public StepHardware Step { get; init; }

    /// <summary>What its group does with signals at the start, the given ones of all its threads; the others are default. A clone's process starts with its parent's.</summary>
    public ImmutableArray<(SignalNumber Signal, Disposition Disposition)> Signals { get; init; } = [];

    /// <summary>The signals that it blocks at the start.</summary>
    public SignalSet Blocked { get; init; }

    /// <summary>Its group is orphaned: SIGTSTP, SIGTTIN and SIGTTOU do not stop it (SIGNAL-03).</summary>
    public bool IsOrphaned { get; init; }
}

/// <summary>An actor outside the traced threads and its script.</summary>
public sealed record ActorSpec(string Name, ImmutableArray<Step> Script);

/// <summary>An engine: its identity, what it starts with, and what its callbacks do.</summary>
/// <param name="Name">Its name, and the name of the handle that attach gives.</param>
/// <param name="Thread">The thread it is (or will be) attached to.</param>
/// <param name="Ops">Identity of its callback table.</param>
/// <param name="Data">Identity of its data pointer.</param>
/// <param name="Attached">Attached, with <see cref="Events"/> set, before anything runs. The setup then holds the caller's reference.</param>
/// <param name="Events">The mask set before anything runs; empty where not attached.</param>
/// <param name="Callbacks">The callbacks its table has (SETEVENTS-02, SIGNAL-17).</param>
/// <param name="On">What its callbacks do; the first rule that applies is taken, a call that none fits returns RESUME.</param>
public sealed record EngineSpec(
    string Name,
    string Thread,
    string Ops,
    string Data,
    bool Attached,
    UtraceEvents Events,
    ImmutableArray<Callback> Callbacks,
    ImmutableArray<CallbackRule> On);

/// <summary>What a callback does when it is called.</summary>
/// <param name="Callback">Which callback.</param>
/// <param name="Event">Only calls with this event argument (report_quiesce: an event bit, or <see cref="UtraceEvents.None"/> for 0); null: any.</param>
/// <param name="Occurrences">Which of the calls that fit <paramref name="Callback"/> and <paramref name="Event"/>, counted from 1 per rule.</param>
/// <param name="Do">What it does before it returns; an await holds the callback open.</param>
/// <param name="Return">The word it returns; ignored for report_reap.</param>
/// <param name="ExitCode">report_exit: the code written through the pointer (EXIT-02); null leaves it.</param>
public sealed record CallbackRule(
    Callback Callback,
    UtraceEvents? Event,
    OccurrenceRange Occurrences,
    ImmutableArray<Step> Do,
    ActionWord Return,
    int? ExitCode,
    SourceMark Source)
{
    /// <summary>report_signal: the number written into info (SIGNAL-04, SIGNAL-07); null leaves it.</summary>
    public SignalNumber? Signal { get; init; }

    /// <summary>report_signal: what is written into return_ka (SIGNAL-04); null leaves it.</summary>
    public Disposition? Disposition { get; init; }
}

/// <summary>A range of call counts, both ends included, counted from 1.</summary>
public readonly record struct OccurrenceRange(int First, int Last)
{
    /// <summary>Every call.</summary>
    public static OccurrenceRange All { get; } = new(1, int.MaxValue);

    /// <summary>Whether the nth call is meant.</summary>
    public bool Contains(int n) => n >= First && n <= Last;
}
