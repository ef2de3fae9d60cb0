using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What comes when in the signal path, around a system call and around a job-control stop.</summary>
internal abstract partial class Decisions
{
    /// <summary>SIGNAL-01: the event that a signal is reported as.</summary>
    public virtual UtraceEvents EventOf(SignalKind kind) => kind.Event;

    /// <summary>SIGNAL-02: the signal action in the argument.</summary>
    public virtual uint SignalArgument(ReportPass pass) => pass.Word;

    /// <summary>SIGNAL-07: a signal that was made in a requested pass is carried out.</summary>
    public virtual bool CarriesOutMadeSignals => true;

    /// <summary>SIGNAL-08: a pass behind a handler's frame shows HANDLER.</summary>
    public virtual bool ShowsHandler => true;

    /// <summary>SIGNAL-15: a blocked signal is not taken.</summary>
    public virtual bool BlockedSignalsWait => true;

    /// <summary>SIGNAL-17: report_quiesce stands in where the table has no report_signal.</summary>
    public virtual bool QuiesceStandsInForSignal => true;

    /// <summary>SIGNAL-19: a fatal disposition is carried out whatever stop is asked for beside it.</summary>
    public virtual bool FatalSignalWaitsForStop => false;

    /// <summary>SIGNAL-20: SIGKILL is taken before every other signal.</summary>
    public virtual bool KillIsTakenFirst => true;

    /// <summary>SIGNAL-21: a group stop is joined before a signal is taken.</summary>
    public virtual bool StopIsJoinedFirst => true;

    /// <summary>SIGNAL-22: a continue that comes while a stop signal is reported cancels it.</summary>
    public virtual bool ContinueCancelsReportedStop => true;

    /// <summary>SYSCALL-01: the entry of a call is reported before the call.</summary>
    public virtual bool EntryComesBeforeTheCall => true;

    /// <summary>SYSCALL-10: the exit of a call is reported behind the call.</summary>
    public virtual bool ExitComesBehindTheCall => true;

    /// <summary>SYSCALL-12, EXIT-04: the event's own callback withdraws the STOP that the engine's report_quiesce gave for the same event.</summary>
    public virtual bool EventWithdrawsStopOfQuiesce => true;

    /// <summary>JCTL-01: a thread that goes on says so.</summary>
    public virtual bool ReportsContinue => true;

    /// <summary>JCTL-04: a thread in a traced stop is not waited for by a group stop.</summary>
    public virtual bool HeldThreadIsCountedOff => true;

    /// <summary>JCTL-06: a job-control stop goes on without the engine that detaches.</summary>
    public virtual bool DetachKeepsJobStop => true;

    /// <summary>JCTL-08: what was asked for during a job-control stop is done behind it.</summary>
    public virtual bool JobStopKeepsRequests => true;
}
