using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// The per-thread record (steps 6.0: U). Everything changes under <see cref="Lock"/>; the traced thread walks <see cref="Attached"/> without it,
/// and barrier looks at <see cref="Reporting"/> from the ledger.
/// </summary>
internal sealed class TraceRecord(Ledger ledger, string thread)
{
    private volatile Engine? _reporting;
    private volatile ResumeAction _resume = ResumeAction.Resume;

    /// <summary>Guards the record and its engines.</summary>
    public UtraceLock Lock { get; } = new(ledger, thread);

    /// <summary>The engines that reports go to, in attach order.</summary>
    public ImmutableList<Engine> Attached { get; set; } = [];

    /// <summary>Engines attached since the last splice: not eligible in the pass in progress (REPORT-04).</summary>
    public ImmutableList<Engine> Attaching { get; set; } = [];

    /// <summary>The engine whose callback is open or about to begin; what barrier waits for.</summary>
    public Engine? Reporting
    {
        get => _reporting;
        set => _reporting = value;
    }

    /// <summary>The strongest request not yet answered; RESUME: none.</summary>
    public ResumeAction Resume
    {
        get => _resume;
        set => _resume = value;
    }

    /// <summary>The death report runs.</summary>
    public bool DeathReportRunning { get; set; }

    /// <summary>The death report is over, or there was none to make.</summary>
    public bool DeathReportOver { get; set; }

    /// <summary>Somebody reaps, or has reaped.</summary>
    public bool ReapRequested { get; set; }

    /// <summary>All engines, in attach order.</summary>
    public IEnumerable<Engine> Engines => Attached.Concat(Attaching);
}
