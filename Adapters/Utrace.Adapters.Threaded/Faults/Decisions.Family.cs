using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Children, the exec of one of several threads, pids.</summary>
internal abstract partial class Decisions
{
    /// <summary>CLONE-02: what report_clone says of the child.</summary>
    public virtual CloneKind KindShown(CloneKind kind) => kind;

    /// <summary>CLONE-03: a stop that was asked for before the child ran holds it.</summary>
    public virtual bool ChildKeepsStops => true;

    /// <summary>CLONE-04: a report that was asked for before the child ran is made.</summary>
    public virtual bool ChildKeepsRequests => true;

    /// <summary>CLONE-05: nothing of the tracing of its maker is the child's.</summary>
    public virtual bool ChildStartsUntraced => true;

    /// <summary>CLONE-06: engines that are attached in the report of a clone stand in the order of the calls.</summary>
    public virtual bool MakersEnginesComeInOrder => true;

    /// <summary>CLONE-07: a STOP of report_clone is taken before user mode, when the child can run already.</summary>
    public virtual bool CloneStopsBeforeUserMode => true;

    /// <summary>VFORK-01: the stop of a vfork comes before its wait.</summary>
    public virtual bool VforkStopsBeforeWait => true;

    /// <summary>VFORK-02: the child of a vfork can run before its parent stops.</summary>
    public virtual bool VforkStartsChildFirst => true;

    /// <summary>VFORK-05: the stop of a vfork is that vfork's alone.</summary>
    public virtual bool VforkForgetsStop => true;

    /// <summary>VFORK-06: a kill ends the wait of a vfork.</summary>
    public virtual bool KillEndsVforkWait => true;

    /// <summary>EXEC-01: an execve is reported when it has succeeded.</summary>
    public virtual bool ExecIsReportedBehindSuccess => true;

    /// <summary>EXEC-04: the stop that report_exec asked for outlives the exec.</summary>
    public virtual bool ExecKeepsRequests => true;

    /// <summary>EXEC-05: the exec of one of several threads waits until the others are dead.</summary>
    public virtual bool ExecWaitsForOthers => true;

    /// <summary>EXEC-06: the other threads die although they are held.</summary>
    public virtual bool ExecEndsStops => true;

    /// <summary>PID-01: an attach by pid is about the thread that the pid names now.</summary>
    public virtual bool AttachFollowsPid => true;

    /// <summary>PID-04: a call by pid is about no thread but the engine's.</summary>
    public virtual bool CallByPidStaysWithItsThread => true;
}
