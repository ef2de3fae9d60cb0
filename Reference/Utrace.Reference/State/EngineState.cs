using System.Runtime.InteropServices;
using Utrace.Spec;

namespace Utrace.Reference.State;

/// <summary>Engine E (steps 6.0), packed.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct EngineState
{
    /// <summary>E.ops.</summary>
    public OpsKind Ops;

    /// <summary>E.flg: the event mask and the private stop bit.</summary>
    public UtraceEvents Events;

    /// <summary>E.ref.</summary>
    public byte References;

    /// <summary>Its place in attach order.</summary>
    public byte Sequence;

    /// <summary>Identity of the callback table it was attached with.</summary>
    public byte OpsId;

    /// <summary>Identity of its data pointer.</summary>
    public byte DataId;

    /// <summary>What no implementation has: bits that only the invariants read.</summary>
    public EngineGhosts Ghosts;

    /// <summary>The switch count that prepare_examine remembered, + 1; 0 where there was none.</summary>
    public ushort Examined;

    /// <summary>Whether an attached engine asks for a stop.</summary>
    public readonly bool WantsStop => Ops is OpsKind.Table && (Events & UtraceEvents.StopBit) != 0;

    /// <summary>Whether it is neither attached nor marked.</summary>
    public readonly bool IsGone => Ops is OpsKind.Nil or OpsKind.Unborn;
}
