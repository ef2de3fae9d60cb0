using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Exit, death, reap, kill.</summary>
internal abstract partial class Decisions
{
    /// <summary>EXIT-01: the exit of a thread is reported, whatever its reason.</summary>
    public virtual bool ReportsExit(Tracee tracee) => true;

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

    /// <summary>DEATH-01: the thread is dead when its death is reported.</summary>
    public virtual bool DiesBeforeReport => true;

    /// <summary>DEATH-02: an engine that detaches in a death report leaves the others theirs.</summary>
    public virtual bool DeathReportGoesOnBehindDetach => true;

    /// <summary>DEATH-03: with the death, what was asked for before is over.</summary>
    public virtual bool DeathEndsRequests => true;

    /// <summary>DEATH-04: only DETACH counts in the result of report_death.</summary>
    public virtual bool OnlyDetachCountsInDeath => true;

    /// <summary>DEATH-07: the DETACH of a dead thread's engine detaches.</summary>
    public virtual bool DetachOfZombieTakesEffect => true;

    /// <summary>REAP-02: the reap reports wait for the death report.</summary>
    public virtual bool ReapWaitsForDeathReport => true;

    /// <summary>REAP-07: the reaper waits for the death report.</summary>
    public virtual bool ReaperBlocks => false;

    /// <summary>BARRIER-12: an open report_reap is marked like any callback.</summary>
    public virtual bool MarksReapReport => true;

    /// <summary>REAP-01: the engine gets report_reap.</summary>
    public virtual bool ReportsReap(Engine engine) => (engine.Flags & UtraceEvents.Reap) != 0;

    /// <summary>REAP-06: an engine without REAP goes with the others.</summary>
    public virtual bool ReapDetachesSilently => true;

    /// <summary>REAP-09: attach order.</summary>
    public virtual IEnumerable<Engine> ReapOrder(IEnumerable<Engine> engines) => engines;

    /// <summary>REAP-10: a call that a dead thread's engine is refused changes nothing.</summary>
    public virtual bool RefusalKeepsReap => true;

    /// <summary>REAP-11: the engines that a reap takes; those that wait to be eligible are among them.</summary>
    public virtual IEnumerable<Engine> EnginesToReap(TraceRecord record) => record.Engines;

    /// <summary>QUIESCE-05: report_quiesce is made before report_reap.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="isCurrent">The dead thread itself reaps, at once or because the reap was postponed.</param>
    public virtual bool QuiescesBeforeReap(Engine engine, bool isCurrent) => false;

    /// <summary>KILL-01: SIGKILL ends a traced stop.</summary>
    public virtual bool KillEndsStop => true;

    /// <summary>KILL-03: so does the group's exit.</summary>
    public virtual bool GroupExitEndsStops => true;

    /// <summary>KILL-04: a stop that is asked for after the kill stops nobody.</summary>
    public virtual bool KillVoidsLaterStops => true;

    /// <summary>KILL-05, DEATH-06: what DETACH answers during the death report.</summary>
    public virtual Errno DetachDuringDeathReport(Tracee tracee) => Errno.EALREADY;

    /// <summary>KILL-08: a signal other than SIGKILL leaves a traced stop alone, fatal or not.</summary>
    public virtual bool FatalSignalSparesHeld => true;

    /// <summary>KILL-02: a killed thread makes another user step.</summary>
    public virtual bool KilledThreadMakesStep => false;
}
