using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Exit, death, reap, kill.</summary>
internal abstract partial class Decisions
{
    /// <summary>EXIT-02: the code that the next report_exit sees.</summary>
    public virtual int ExitCodeArgument(ReportPass pass) => pass.Code;

    /// <summary>EXIT-02: the code that a waiter gets.</summary>
    public virtual int ExitCodeResult(ReportPass pass) => pass.Code;

    /// <summary>EXIT-03: STOP from report_exit stops.</summary>
    public virtual bool ExitStops => true;

    /// <summary>QUIESCE-06: the events that make the death report.</summary>
    public virtual UtraceEvents EventsThatMakeDeathReport => UtraceEvents.Death | UtraceEvents.Quiesce;

    /// <summary>DEATH-02: a clean-up between death and death report leaves the report due.</summary>
    public virtual bool KeepsDeathBitsForDueReport => true;

    /// <summary>REAP-02: the reap reports wait for the death report.</summary>
    public virtual bool ReapWaitsForDeathReport => true;

    /// <summary>REAP-07: the reaper waits for the death report.</summary>
    public virtual bool ReaperBlocks => false;

    /// <summary>BARRIER-12: an open report_reap is marked like any callback.</summary>
    public virtual bool MarksReapReport => true;

    /// <summary>REAP-01: the engine gets report_reap.</summary>
    public virtual bool ReportsReap(Engine engine) => (engine.Flags & UtraceEvents.Reap) != 0;

    /// <summary>QUIESCE-05: report_quiesce is made before report_reap.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="isCurrent">The dead thread itself reaps, at once or because the reap was postponed.</param>
    public virtual bool QuiescesBeforeReap(Engine engine, bool isCurrent) => false;

    /// <summary>KILL-01: SIGKILL ends a traced stop.</summary>
    public virtual bool KillEndsStop => true;

    /// <summary>KILL-03: so does the group's exit.</summary>
    public virtual bool GroupExitEndsStops => true;

    /// <summary>KILL-02: a killed thread makes another user step.</summary>
    public virtual bool KilledThreadMakesStep => false;
}
