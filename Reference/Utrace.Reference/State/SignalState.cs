using System.Runtime.InteropServices;
using Utrace.Spec;

namespace Utrace.Reference.State;

/// <summary>A thread's signals (steps 7.2) and the info of its signal pass. Part of a state only where a scenario uses signals.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct SignalState
{
    /// <summary>Signals pending for the thread alone: bit n for number n. The trap of a step and SIGKILL are flags of the thread.</summary>
    public uint Pending;

    /// <summary>The blocked mask, with the signals of the handlers that are to run.</summary>
    public uint Blocked;

    /// <summary>Handler frames, six bits each, the topmost lowest: the signal, and whether it was blocked before.</summary>
    public ulong Frames;

    /// <summary>info: the number; 0 for none. It outlives a pass only where it is parked (SIGNAL-11).</summary>
    public SignalNumber Info;

    /// <summary>orig_ka + 1; 0 for null.</summary>
    public byte Original;

    /// <summary>return_ka.</summary>
    public Disposition Returned;

    /// <summary>Job control: what the parent is told after the report that is on.</summary>
    public JctlType Told;

    /// <summary>The one-bit fields.</summary>
    public SignalFlags Flags;

    public bool this[SignalFlags flag]
    {
        readonly get => (Flags & flag) != 0;
        set => Flags = value ? Flags | flag : Flags & ~flag;
    }
}

/// <summary>One-bit fields of a thread's signals.</summary>
[Flags]
internal enum SignalFlags : byte
{
    None = 0,

    /// <summary>U.hnd: a handler frame was just built.</summary>
    HandlerBuilt = 1 << 0,

    /// <summary>It is counted in G.cnt: it has still to stop for the group stop in progress.</summary>
    Counted = 1 << 1,

    /// <summary>Past its exit report: no more signals of the group.</summary>
    Exiting = 1 << 2,
}

/// <summary>A group's dispositions, signals and job control (steps 6.0, 7.2). Part of a state only where a scenario uses signals.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct JobState
{
    /// <summary>Signals pending for the group.</summary>
    public uint Pending;

    /// <summary>Signals whose disposition is ignore.</summary>
    public uint Ignored;

    /// <summary>Signals whose disposition is a handler.</summary>
    public uint Handled;

    /// <summary>G.stopped.</summary>
    public bool Stopped;

    /// <summary>G.stopdeq: a stop signal was dequeued and not cancelled.</summary>
    public bool StopDequeued;

    /// <summary>What a continue left to be told.</summary>
    public JctlType Note;

    /// <summary>What the group does with a signal.</summary>
    public readonly Disposition Of(SignalNumber signal) =>
        (Ignored & (1u << (int)signal)) != 0 ? Disposition.Ignore : (Handled & (1u << (int)signal)) != 0 ? Disposition.Handler : Disposition.Default;

    /// <summary>Sets it.</summary>
    public void Set(SignalNumber signal, Disposition disposition)
    {
        var bit = 1u << (int)signal;
        Ignored = disposition is Disposition.Ignore ? Ignored | bit : Ignored & ~bit;
        Handled = disposition is Disposition.Handler ? Handled | bit : Handled & ~bit;
    }
}

/// <summary>A thread's place in its family (steps 7.3, 7.4, 7.7). Part of a state only where a scenario clones, waits, names pids, or execs in a group of several threads.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct KinState
{
    /// <summary>Whom the pid that this thread began with names now: 0 itself, a thread's index + 1, or <see cref="Nobody"/>.</summary>
    public byte Pid;

    /// <summary>It let its vfork parent go: its exec succeeded or it is dead.</summary>
    public bool ReleasedParent;

    /// <summary>It reaps itself, as was decided at its death.</summary>
    public bool SelfReaps;

    public const byte Nobody = 255;
}

/// <summary>The wake-ups that callbacks of a context asked for and that have not taken effect (PROPOSED-04). Part of a state only where a scenario makes some.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct WakeState
{
    /// <summary>Gates + 1, a byte each, the first asked for lowest.</summary>
    public ulong Gates;

    /// <summary>The thread has looked for one that is due and found none; it has shown nothing since.</summary>
    public bool HasLooked;
}
