using System.Runtime.InteropServices;
using Utrace.Spec;

namespace Utrace.Reference.State;

/// <summary>Thread T and its per-thread record U (steps 6.0), packed. Unused locals are zero, so that equal behaviour is equal bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct ThreadState
{
    /// <summary>Where the thread's own context is.</summary>
    public ThreadPlace Place;

    /// <summary>Where it goes when the references of a RESET are dropped.</summary>
    public ThreadPlace Then;

    /// <summary>Which hook runs.</summary>
    public HookKind Hook;

    /// <summary>T.state.</summary>
    public RunState State;

    /// <summary>T.exit.</summary>
    public ExitState Exit;

    /// <summary>The one-bit fields of T and U.</summary>
    public ThreadFlags Flags;

    /// <summary>uflags.</summary>
    public UtraceEvents Union;

    private ResumeAction _res;

    /// <summary>The engine whose call alone asked for the step that <see cref="Res"/> is, its index + 1; 0 where several did, or a callback's result (STEP-07).</summary>
    public byte Stepper;

    /// <summary>U.rep: an engine's index + 1, or 0.</summary>
    public byte Reporting;

    /// <summary>U.lock: the owning context + 1, or 0. Held across steps only where T can see the writes apart (w1;w2, R5 and R6).</summary>
    public byte Lock;

    /// <summary>U.att as a set; its order is that of <see cref="EngineState.Sequence"/>.</summary>
    public ulong Attached;

    /// <summary>U.atg, likewise.</summary>
    public ulong Waiting;

    /// <summary>The sequence number that the next engine gets.</summary>
    public byte NextSequence;

    /// <summary>The exit status as engines left it, an index into the code table.</summary>
    public byte Code;

    /// <summary>The exit status it began with.</summary>
    public byte OriginalCode;

    /// <summary>Traced stops that the thread has left (steps 6.12); counted only where a scenario examines.</summary>
    public ushort Switches;

    /// <summary>L.</summary>
    public PassRecord Pass;

    /// <summary>U.res.</summary>
    public ResumeAction Res
    {
        readonly get => _res;
        set
        {
            _res = value;
            Stepper = 0;
        }
    }

    public bool this[ThreadFlags flag]
    {
        readonly get => (Flags & flag) != 0;
        set => Flags = value ? Flags | flag : Flags & ~flag;
    }
}
