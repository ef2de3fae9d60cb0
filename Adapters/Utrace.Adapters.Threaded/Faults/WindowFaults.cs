using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// Faults whose window lies inside the implementation: no held callback reaches it. Each opens one window and nothing else,
/// so that it takes a schedule of the implementation's own steps to show it.
/// </summary>
internal static class WindowFaults
{
    /// <summary>The faults, in the order of a thread's life.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("attach-against-the-release", ["H-14"],
            "attach looks whether the thread is reaped before it marks the union, so that attach and reaper can both miss each other.",
            ["ATTACH-13"], ControlTier.T2,
            "T without engines exits; P: reap(T) beside D: attach(T, CREATE, as=E). D sees a zombie (A6); P marks T dead, sees no flags and is done; D attaches E to a reaped thread. Then attach(T) finds E; it must be ESRCH.")
        {
            Decisions = new AttachAgainstTheRelease(),
        },
        new("attach-marks-the-union-late", ["H-17"],
            "attach marks the union only when the engine can be found already.",
            ["DETACH-12", "RESUME-05"], ControlTier.T2,
            "T without engines; D: attach(T, CREATE, as=E) beside D2: control(E, DETACH) = 0 before the union is marked: the notify hook sees no flags and does nothing; barrier(E) must be ESRCH; under the fault it waits for ever.")
        {
            Decisions = new AttachMarksTheUnionLate(),
        },
        new("turn-marked-after-the-mask", ["M100"],
            "The thread reads the engine's mask and table before it marks the engine as being called.",
            ["DETACH-01", "DETACH-02"], ControlTier.T2,
            "E attached with EXEC; exec beside D: control(E, DETACH). D comes between the reading and the mark: 0, and report_exec comes after it; it must not.")
        {
            Decisions = new TurnMarkedAfterTheMask(),
        },
        new("callback-over-before-its-result", ["H-01", "M108"],
            "A callback counts as over just before its result is applied.",
            ["BARRIER-02", "RESUME-03"], ControlTier.T2,
            "E attached with QUIESCE, report_quiesce(0) returns STOP; D: control(E, REPORT), wait for E, barrier(E) = 0 and control(E, RESUME) = 0 in between; then the STOP is applied (APPLY) and T stops for good; it must run.")
        {
            Decisions = new CallbackOverBeforeItsResult(),
        },
        new("lost-resume-narrow", ["M49"],
            "The thread lets the lock go between its decision to stop and the stop, where a resuming action takes back only the engine's own bit.",
            ["RESUME-03", "RESUME-04", "STOP-13"], ControlTier.T2,
            "E attached with QUIESCE, report_quiesce(0) returns STOP; D: control(E, REPORT), wait for E, barrier(E) = 0, control(E, RESUME) = 0 just when T has decided (S3-S5): T sleeps for nobody; it must run.")
        {
            Decisions = new LostResumeNarrow(),
        },
        new("detach-in-the-stop-window", ["H-06", "M101"],
            "The thread lets the lock go between its decision to stop and the stop, where DETACH does not take back the thread-wide mark.",
            ["DETACH-04", "STOP-13"], ControlTier.T2,
            "E attached with QUIESCE, report_quiesce(0) returns STOP; D: control(E, REPORT), wait for E, control(E, DETACH) = 0 just when T has decided (S3-S5): T sleeps, and nobody is left to wake it; it must run.")
        {
            Decisions = new DetachInTheStopWindow(),
        },
        new("stopped-read-without-the-lock", ["H-21"],
            "control(STOP) looks whether the thread is stopped before it takes the lock.",
            ["STOP-01"], ControlTier.T2,
            "F holds T; D: control(F, RESUME) beside D2: control(E, STOP), which sees T stopped just before it is let go (C6): 0, and T runs on; it must be EINPROGRESS, or T must stay.")
        {
            Decisions = new StoppedReadWithoutTheLock(),
        },
        new("notify-cleared-late", ["H-18"],
            "The notify flag is cleared after the request is read.",
            ["RESUME-05"], ControlTier.T2,
            "E attached with QUIESCE; D: control(E, REPORT) twice, the second between the reading and the clearing (H0-H2): it stays pending without its flag. settle, control(E, REPORT): report_quiesce(0) must come; under the fault no request is ever answered again.")
        {
            Decisions = new NotifyClearedLate(),
        },
        new("interrupt-flag-before-the-request", ["H-19"],
            "INTERRUPT raises the signal path before it records its request.",
            ["INTERRUPT-02"], ControlTier.T2,
            "E attached with QUIESCE; D: control(E, INTERRUPT); T walks the signal path in between (C8), sees no request and clears the flag: it returns to user mode and ticks; report_signal must come first.")
        {
            Decisions = new InterruptFlagBeforeTheRequest(),
        },
        new("killed-thread-does-not-wait", ["H-25"],
            "A killed thread leaves its stop without waiting for whoever works on it under the lock.",
            ["KILL-06", "DETACH-01"], ControlTier.T2,
            "E holds T, attached with EXIT; D: control(E, DETACH) has seen T stopped (C6); K: kill(T): T goes into report_exit(E), and DETACH = 0 while it is open; T must wait for D.")
        {
            Decisions = new KilledThreadDoesNotWait(),
        },
        new("death-event-against-the-death", ["M23"],
            "set_events looks at the death before it extends the union.",
            ["SETEVENTS-13"], ControlTier.T2,
            "E attached; T exits beside D: set_events(E, DEATH): T dies in between and sees no DEATH (E5); set_events = 0 and no report_death; it must be made.")
        {
            Decisions = new DeathEventAgainstTheDeath(),
        },
        new("control-against-the-reap", ["H-12"],
            "control looks before it takes the lock whether the reap has begun.",
            ["DETACH-08", "REF-07"], ControlTier.T2,
            "E attached with REAP; T exits; P: reap(T) beside D: control(E, DETACH), which looks before and takes the lock after: 0 although report_reap came; it must be ESRCH.")
        {
            Decisions = new ControlAgainstTheReap(),
        },
        new("set-events-against-the-reap", ["H-13"],
            "set_events looks before it takes the lock whether the reap has begun.",
            ["SETEVENTS-14"], ControlTier.T2,
            "E attached; T exits; P: reap(T) beside D: set_events(E, REAP), which looks before and takes the lock after: 0, and the report_reap that it promises never comes.")
        {
            Decisions = new SetEventsAgainstTheReap(),
        },
    ];

    private sealed class AttachAgainstTheRelease : Decisions
    {
        public override bool AttachMarksBeforeLookingAtDeath => false;
    }

    private sealed class AttachMarksTheUnionLate : Decisions
    {
        public override bool AttachMarksBeforePublishing => false;
    }

    private sealed class TurnMarkedAfterTheMask : Decisions
    {
        public override bool MarksTurnBeforeReading => false;
    }

    private sealed class CallbackOverBeforeItsResult : Decisions
    {
        public override bool AppliesBeforeCallbackIsOver => false;
    }

    private sealed class LostResumeNarrow : Decisions
    {
        public override bool StopsWhereItDecides => false;

        public override bool ResumeWithdrawsStopMark => false;
    }

    private sealed class DetachInTheStopWindow : Decisions
    {
        public override bool StopsWhereItDecides => false;

        public override bool DetachWithdrawsStopMark => false;
    }

    private sealed class StoppedReadWithoutTheLock : Decisions
    {
        public override bool ControlReadsStateUnderLock => false;
    }

    private sealed class NotifyClearedLate : Decisions
    {
        public override bool ClearsNotifyFirst => false;
    }

    private sealed class InterruptFlagBeforeTheRequest : Decisions
    {
        public override bool InterruptRequestsBeforeFlag => false;
    }

    private sealed class KilledThreadDoesNotWait : Decisions
    {
        public override bool KilledThreadWaitsForLock => false;

        public override bool TurnsTakeLock => false;
    }

    private sealed class DeathEventAgainstTheDeath : Decisions
    {
        public override bool GrantsDeathEventsAtOnce => false;
    }

    private sealed class ControlAgainstTheReap : Decisions
    {
        public override bool ControlChecksUnderLock => false;
    }

    private sealed class SetEventsAgainstTheReap : Decisions
    {
        public override bool SetEventsChecksUnderLock => false;
    }
}
