using System.Runtime.InteropServices;
using Utrace.Spec;

namespace Utrace.Reference.State;

/// <summary>A context: a thread or an actor, with its script position, its open callback and its calls.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct ContextState
{
    /// <summary>The next step of its script or program.</summary>
    public ushort Next;

    /// <summary>A signal waits for the actor (interrupt).</summary>
    public bool Interrupted;

    /// <summary>The call of an actor's script; a thread keeps the locals of its own RESET, group kill and reap here.</summary>
    public CallFrame Outer;

    /// <summary>The open callback.</summary>
    public CallbackFrame Callback;

    /// <summary>The call made inside the callback.</summary>
    public CallFrame Inner;
}

/// <summary>A call in flight.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct CallFrame
{
    /// <summary>Where it is; None where there is no call.</summary>
    public CallPlace Place;

    /// <summary>Which call: an index into the call table.</summary>
    public ushort Call;

    /// <summary>Its error code so far.</summary>
    public Errno Errno;

    /// <summary>attach: the engine it gives, index + 1.</summary>
    public byte Handle;

    /// <summary>reap: the exit status, an index into the code table.</summary>
    public byte Code;

    /// <summary>RESET: the union to be stored by R6.</summary>
    public UtraceEvents Union;

    /// <summary>The private list: engines to drop or to reap, or threads to kill.</summary>
    public ulong List;

    /// <summary>reap: the engine being reaped, index + 1.</summary>
    public byte Engine;
}

/// <summary>An open callback.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct CallbackFrame
{
    /// <summary>The engine, index + 1; 0 where no callback is open.</summary>
    public byte Engine;

    /// <summary>Which callback.</summary>
    public Callback Kind;

    /// <summary>The rule of the script that was taken, index + 1 in the engine's rules; 0 for none.</summary>
    public byte Rule;

    /// <summary>The next step of the rule's body.</summary>
    public byte Next;
}

/// <summary>A thread group.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct GroupState
{
    /// <summary>A group exit or kill has begun (steps 7.6).</summary>
    public bool Exiting;

    /// <summary>Its status, an index into the code table.</summary>
    public byte Code;
}

/// <summary>What belongs to nobody.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct WorldState
{
    /// <summary>The open gates.</summary>
    public ulong Gates;

    /// <summary>The first promise that a step broke, for the invariants.</summary>
    public Breach Breach;

    /// <summary>The engine or thread that it was broken for.</summary>
    public byte BreachSubject;
}
