using System.Runtime.InteropServices;
using Utrace.Spec;

namespace Utrace.Reference.State;

/// <summary>L, the record of one reporting pass, private to the reporting thread (steps 6.0, 6.6).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct PassRecord
{
    /// <summary>The event in progress; None for 0.</summary>
    public UtraceEvents Event;

    /// <summary>Strongest result.</summary>
    public ResumeAction Act;

    /// <summary>Strongest result that is not STOP.</summary>
    public ResumeAction Keep;

    /// <summary>Event-specific result.</summary>
    public ushort Word;

    /// <summary>det, spur and what the loop of a hook needs.</summary>
    public PassFlags Flags;

    /// <summary>The engine whose turn it is, index + 1; the last one had it where a turn is over.</summary>
    public byte Turn;

    /// <summary>want, as latched by T2.</summary>
    public UtraceEvents Want;

    /// <summary>The strongest result before this engine's turn.</summary>
    public ResumeAction Before;

    /// <summary>The resume action that the callback returned.</summary>
    public ResumeAction Returned;

    /// <summary>The event bits that it returned.</summary>
    public ushort ReturnedBits;

    public bool this[PassFlags flag]
    {
        readonly get => (Flags & flag) != 0;
        set => Flags = value ? Flags | flag : Flags & ~flag;
    }
}
