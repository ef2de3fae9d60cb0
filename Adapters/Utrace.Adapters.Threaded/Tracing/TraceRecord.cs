using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// The per-thread record (steps 6.0: U). Everything changes under <see cref="Lock"/>; the traced thread walks <see cref="Attached"/> without it,
/// and barrier looks at <see cref="Reporting"/> from the ledger.
/// </summary>
internal sealed class TraceRecord(Ledger ledger, string thread)
{
    private readonly Sharing _shared = ledger.Share(thread);
    private ImmutableList<Engine> _attached = [];
    private ImmutableList<Engine> _attaching = [];
    private bool _handlerBuilt;
    private bool _deathReportRunning;
    private bool _deathReportOver;
    private bool _reapRequested;
    private volatile Engine? _reporting;
    private volatile ResumeAction _resume = ResumeAction.Resume;

    /// <summary>Guards the record and its engines.</summary>
    public UtraceLock Lock { get; } = new(ledger, thread);

    /// <summary>The engines that reports go to, in attach order.</summary>
    public ImmutableList<Engine> Attached
    {
        get
        {
            _shared.Read(Shared.Engines);
            return _attached;
        }

        set
        {
            _shared.Write(Shared.Engines);
            _attached = value;
        }
    }

    /// <summary>Engines attached since the last splice: not eligible in the pass in progress (REPORT-04).</summary>
    public ImmutableList<Engine> Attaching
    {
        get
        {
            _shared.Read(Shared.Engines);
            return _attaching;
        }

        set
        {
            _shared.Write(Shared.Engines);
            _attaching = value;
        }
    }

    /// <summary>The engine whose callback is open or about to begin; what barrier waits for.</summary>
    public Engine? Reporting
    {
        get
        {
            _shared.Read(Shared.Reporting);
            return _reporting;
        }

        set
        {
            _shared.Write(Shared.Reporting);
            _reporting = value;
            OpenFor = UtraceEvents.None;
            SaidInProgress = false;
        }
    }

    /// <summary>The strongest request not yet answered; RESUME: none.</summary>
    public ResumeAction Resume
    {
        get
        {
            _shared.Read(Shared.Resume);
            return _resume;
        }

        set
        {
            _shared.Write(Shared.Resume);
            _resume = value;
            OnlyCleansUp = false;
        }
    }

    /// <summary>A handler frame was just built, and nobody was told of it yet (steps: U.hnd).</summary>
    public bool HandlerBuilt
    {
        get
        {
            _shared.Read(Shared.Handler);
            return _handlerBuilt;
        }

        set
        {
            _shared.Write(Shared.Handler);
            _handlerBuilt = value;
        }
    }

    /// <summary>The pending request is there for the list's sake alone: no engine asked for a report. Only where <see cref="Decisions.CleanUpCallsOthers"/> is not.</summary>
    public bool OnlyCleansUp { get; set; }

    /// <summary>What <see cref="OnlyCleansUp"/> was of the request that the thread took last.</summary>
    public bool TookCleanUp { get; set; }

    /// <summary>The events that the open callback is for; only where <see cref="Decisions.NotesWhichCallbackIsOpen"/>.</summary>
    public UtraceEvents OpenFor { get; set; }

    /// <summary>A set_events was answered EINPROGRESS since the turn began; only where <see cref="Decisions.RemembersInProgress"/>.</summary>
    public bool SaidInProgress { get; set; }

    /// <summary>The death report runs.</summary>
    public bool DeathReportRunning
    {
        get
        {
            _shared.Read(Shared.Death);
            return _deathReportRunning;
        }

        set
        {
            _shared.Write(Shared.Death);
            _deathReportRunning = value;
        }
    }

    /// <summary>The death report is over, or there was none to make.</summary>
    public bool DeathReportOver
    {
        get
        {
            _shared.Read(Shared.Death);
            return _deathReportOver;
        }

        set
        {
            _shared.Write(Shared.Death);
            _deathReportOver = value;
        }
    }

    /// <summary>Somebody reaps, or has reaped.</summary>
    public bool ReapRequested
    {
        get
        {
            _shared.Read(Shared.Death);
            return _reapRequested;
        }

        set
        {
            _shared.Write(Shared.Death);
            _reapRequested = value;
        }
    }

    /// <summary>All engines, in attach order.</summary>
    public IEnumerable<Engine> Engines => Attached.Concat(Attaching);
}
