using System.Collections.Immutable;
using System.ComponentModel;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>Makes a thread.</summary>
internal sealed record SpawnParams
{
    [Description("The thread's name.")]
    public required string Thread { get; init; }

    [Description("Its thread group; a thread alone has a group of its own name.")]
    public required string Group { get; init; }

    [Description("It reaps itself at death. Absent: false.")]
    public bool? SelfReap { get; init; }

    [Description("It is a kernel thread: nothing can be attached to it. Absent: false.")]
    public bool? KernelThread { get; init; }

    [Description("It is not made now: a clone that is driven later makes it. Absent: false.")]
    public bool? Cloned { get; init; }

    [Description("The thread that is its parent. Absent: the parent is outside.")]
    public string? Parent { get; init; }

    [Words(Vocabulary.Stepping)]
    [Description("How finely its hardware steps. Absent: block.")]
    public string? Stepping { get; init; }

    [Description("The signals that its group ignores at the start, as a mask: bit n for number n. Absent: 0.")]
    public uint? Ignored { get; init; }

    [Description("The signals that its group has a handler for at the start, as a mask. Absent: 0.")]
    public uint? Handled { get; init; }

    [Description("Where a clone makes it: the signals that are default for its group, whatever its parent's are, as a mask. Absent: 0.")]
    public uint? Defaulted { get; init; }

    [Description("The signals that it blocks at the start, as a mask. Absent: 0.")]
    public uint? Blocked { get; init; }

    [Description("Its group is orphaned. Absent: false.")]
    public bool? Orphaned { get; init; }
}

/// <summary>An engine that an attach will create.</summary>
internal sealed record DeclareParams
{
    [Description("The engine's name, and the handle that attach gives.")]
    public required string Engine { get; init; }

    [Description("The thread it will be attached to.")]
    public required string Thread { get; init; }

    [Description("Identity of its callback table.")]
    public required string Ops { get; init; }

    [Description("Identity of its data pointer.")]
    public required string Data { get; init; }

    [Words(Vocabulary.Callback)]
    [Description("The callbacks that its table has; the others are null.")]
    public required ImmutableArray<string> Callbacks { get; init; }
}

/// <summary>A thread's next activity.</summary>
internal sealed record DriveParams
{
    [Description("The thread.")]
    public required string Thread { get; init; }

    [Words(Vocabulary.Activity)]
    [Description("What it does next in user mode.")]
    public required string Activity { get; init; }

    [Description("syscall: its name.")]
    public string? Name { get; init; }

    [Words(Vocabulary.Sleep)]
    [Description("syscall: how its body sleeps until a wake. Absent: it does not.")]
    public string? Sleep { get; init; }

    [Description("exec: it fails, without an event. Absent: false.")]
    public bool? Fails { get; init; }

    [Description("exit, exit_group: the exit code. Absent: 0.")]
    public int? Code { get; init; }

    [Description("clone: the thread that it makes, absent where it fails; wait: the child.")]
    public string? Child { get; init; }

    [Words(Vocabulary.Clone)]
    [Description("clone: what it makes.")]
    public string? Kind { get; init; }

    [Description("sigaction: the number of the signal.")]
    public int? Signal { get; init; }

    [Words(Vocabulary.Disposition)]
    [Description("sigaction: what the group does with it.")]
    public string? Disposition { get; init; }

    [Description("sigmask: the signals that are blocked now, as a mask. Absent: 0.")]
    public uint? Blocked { get; init; }
}

/// <summary>A thread is meant.</summary>
internal sealed record ThreadParams
{
    [Description("The thread.")]
    public required string Thread { get; init; }
}

/// <summary>A call of the utrace API, or of the kernel's around it.</summary>
internal sealed record CallParams
{
    [Description("Who calls: an actor's name, or inside a callback the callback's context; setup for calls before anything runs.")]
    public required string Context { get; init; }

    [Description("The id of the open callback that the call is made in, on that callback's own thread. Absent: none.")]
    public long? Callback { get; init; }

    [Words(Vocabulary.Function)]
    [Description("What is called.")]
    public required string Function { get; init; }

    [Description("attach, kill, reap, send: the thread.")]
    public string? Thread { get; init; }

    [Description("The engine; for attach with CREATE the name that the new engine gets, for other attaches absent.")]
    public string? Engine { get; init; }

    [Description("attach: the flags, as a number.")]
    public int? Flags { get; init; }

    [Description("attach: the identity of the callback table. Absent: NULL, or not given.")]
    public string? Ops { get; init; }

    [Description("attach: the identity of the data pointer. Absent: not given.")]
    public string? Data { get; init; }

    [Description("set_events: the mask, as a number. Absent: 0.")]
    public int? Events { get; init; }

    [Description("control: the action, as a number that may be out of range. Absent: 0 (STOP).")]
    public uint? Action { get; init; }

    [Description("interrupt: the actor that gets the signal.")]
    public string? Actor { get; init; }

    [Description("attach (then without thread), set_events, control, barrier: the call by pid, the one that this thread began with. Absent: by thread.")]
    public string? Pid { get; init; }

    [Description("send: the number of the signal.")]
    public int? Signal { get; init; }

    [Description("send: to the thread's group. Absent: false, to the thread.")]
    public bool? Group { get; init; }

    [Description("wake_up: the gate.")]
    public string? Gate { get; init; }
}

/// <summary>What a call returned.</summary>
internal sealed record CallAnswer
{
    [Words(Vocabulary.Errno)]
    [Description("The error code's name without its sign; 0 for success.")]
    public required string Errno { get; init; }

    [Description("attach that succeeded: the engine that was created or found.")]
    public string? Engine { get; init; }

    [Description("reap that succeeded: the exit status. Absent: 0.")]
    public int? Value { get; init; }
}

/// <summary>Waits for a state.</summary>
internal sealed record AwaitStateParams
{
    [Description("Who waits: an actor, or a callback's context.")]
    public required string Context { get; init; }

    [Description("The id of the open callback that waits. Absent: none.")]
    public long? Callback { get; init; }

    [Description("The thread that is waited for.")]
    public required string Thread { get; init; }

    [Words(Vocabulary.State)]
    [Description("The state.")]
    public required string State { get; init; }
}

/// <summary>Waits for rest.</summary>
internal sealed record SettleParams
{
    [Description("How long at most, in milliseconds.")]
    public required int Milliseconds { get; init; }
}
