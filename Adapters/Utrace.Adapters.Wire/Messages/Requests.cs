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

    [Description("attach, kill, reap: the thread.")]
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
