using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The clean-up that takes marked engines off the list and makes the thread's flags the union of the rest again (steps 6.2).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>Under the lock. Answers the engines whose reference of being attached has to be dropped once the lock is left.</summary>
    private List<Engine> Reset(Tracee tracee)
    {
        var record = tracee.Record;
        record.Attached = decide.Splice(record.Attached, record.Attaching); // R1
        record.Attaching = [];
        var gone = record.Attached.Where(e => e.Table is EngineTable.Stub).ToList(); // R2
        gone.ForEach(e => e.Table = EngineTable.Nil);
        record.Attached = record.Attached.RemoveAll(gone.Contains);

        var union = UnionOf(record);
        if (tracee.Exit is not ExitState.Alive)
        {
            if (record.DeathReportOver || !decide.KeepsDeathBitsForDueReport)
            {
                union &= UtraceEvents.Reap; // R3: a due death report still needs its bits.
            }
        }
        else if ((union & (UtraceEvents.SyscallEntry | UtraceEvents.SyscallExit)) == 0)
        {
            tracee.SyscallsTraced = false;
        }

        if (union is UtraceEvents.None)
        {
            record.Resume = ResumeAction.Resume; // R4
            ForgetHandler(record);
        }

        if (tracee.State is RunState.TracedStop && ((union & UtraceEvents.StopBit) == 0 || !decide.ReportWaitsForHolders && record.Resume is ResumeAction.Report))
        {
            if (record.Resume is ResumeAction.Resume && decide.LeavingStopDisarmsStep)
            {
                tracee.StepArmed = false; // R5: nobody steps the thread that runs on (STEP-06).
            }

            tracee.LeaveTracedStop();
        }

        tracee.UtraceFlags = union; // R6
        return gone;
    }

    /// <summary>Under the lock: a handler that was built is told to nobody who asks later (SIGNAL-23).</summary>
    private void ForgetHandler(TraceRecord record)
    {
        if (record.HandlerBuilt && decide.ForgetsHandlerMark)
        {
            record.HandlerBuilt = false;
        }
    }

    private static UtraceEvents UnionOf(TraceRecord record) => record.Engines.Aggregate(UtraceEvents.None, (flags, e) => flags | e.Flags | UtraceEvents.Reap);

    /// <summary>R8, after the lock was left.</summary>
    private void DropAttachedReferences(List<Engine> gone) => gone.ForEach(e => DropReference(e, decide.ReferencesDroppedAtDetach(e)));

    /// <summary>Takes the lock for a clean-up of its own; answers whether no engine is left.</summary>
    /// <param name="tracee">The thread.</param>
    /// <param name="context">Who does it.</param>
    /// <param name="keepsStale">Events that no engine wants any more stay in the union, as long as there is an engine (QUIESCE-02).</param>
    private bool ResetAndRelease(Tracee tracee, string context, bool keepsStale = false)
    {
        var (gone, isEmpty) = tracee.Record.Lock.Section(context, () =>
        {
            var (before, traced) = (tracee.UtraceFlags, tracee.SyscallsTraced);
            var left = Reset(tracee);
            if (keepsStale && tracee.UtraceFlags is not UtraceEvents.None)
            {
                tracee.UtraceFlags |= before & ~UtraceEvents.StopBit;
                tracee.SyscallsTraced = traced;
            }

            return (left, tracee.UtraceFlags is UtraceEvents.None);
        });
        DropAttachedReferences(gone);
        return isEmpty;
    }
}
