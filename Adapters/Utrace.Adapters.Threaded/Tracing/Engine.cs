using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// An attached engine. <see cref="Table"/> and <see cref="Flags"/> change under the lock of the target's record;
/// the reference count changes under the ledger's monitor.
/// </summary>
internal sealed class Engine(EngineSpec spec, Tracee target, string ops, string? data, Sharing shared)
{
    private int _references;
    private int? _examined;
    private bool _isSticky;
    private volatile EngineTable _table = EngineTable.User;
    private volatile UtraceEvents _flags = UtraceEvents.None;

    /// <summary>The handle.</summary>
    public string Name => spec.Name;

    /// <summary>The thread it is attached to.</summary>
    public Tracee Target => target;

    /// <summary>Identity of the callback table it was attached with.</summary>
    public string Ops => ops;

    /// <summary>Identity of the data pointer it was attached with.</summary>
    public string? Data => data;

    /// <summary>The callback table now.</summary>
    public EngineTable Table
    {
        get
        {
            shared.Read(Shared.Table);
            return _table;
        }

        set
        {
            shared.Write(Shared.Table);
            _table = value;
        }
    }

    /// <summary>The event mask, and STOPBIT while the engine wants the thread stopped.</summary>
    public UtraceEvents Flags
    {
        get
        {
            shared.Read(Shared.Flags);
            return _flags;
        }

        set
        {
            shared.Write(Shared.Flags);
            _flags = value;
        }
    }

    /// <summary>Its stop is one that its own callbacks' results do not withdraw (PROPOSED-02). Changes with <see cref="Flags"/>, under the same lock.</summary>
    public bool IsSticky
    {
        get
        {
            shared.Read(Shared.Flags);
            return _isSticky;
        }

        set
        {
            if (_isSticky != value)
            {
                shared.Write(Shared.Flags);
                _isSticky = value;
            }
        }
    }

    /// <summary>One for being attached, and one for each that a caller holds (REF-02).</summary>
    public int References
    {
        get
        {
            shared.Read(Shared.References);
            return _references;
        }

        set
        {
            shared.Write(Shared.References);
            _references = value;
        }
    }

    /// <summary>A set_events was answered EINPROGRESS; only where <see cref="Decisions.InProgressIsForGood"/>.</summary>
    public bool IsToldToWait { get; set; }

    /// <summary>The open callback's result does not withdraw the stop that was asked for meanwhile; only where <see cref="Decisions.OpenCallbackWithdrawsStop"/> is not.</summary>
    public bool StopOutlastsResult { get; set; }

    /// <summary>It stopped a vfork once; only where <see cref="Decisions.VforkForgetsStop"/> is not.</summary>
    public bool HasStoppedVfork { get; set; }

    /// <summary>A callback's result detached it.</summary>
    public bool IsDetachedByResult { get; set; }

    /// <summary>What prepare_examine remembers: the target's switch count; null before the first.</summary>
    public int? Examined
    {
        get
        {
            shared.Read(Shared.Examined);
            return _examined;
        }

        set
        {
            shared.Write(Shared.Examined);
            _examined = value;
        }
    }

    /// <summary>Whether the engine wants the thread stopped.</summary>
    public bool WantsStop => (Flags & UtraceEvents.StopBit) != 0;

    /// <summary>Whether the table has the callback (SETEVENTS-02, SIGNAL-17).</summary>
    public bool Has(Callback callback) => spec.Callbacks.Contains(callback);
}
