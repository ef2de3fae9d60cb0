using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of reporting passes. Each shows what it takes to be caught.</summary>
internal static class ReportFaults
{
    /// <summary>The faults, in the order of the catalogue.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("entry-in-attach-order", ["M28"],
            "report_syscall_entry goes in attach order.",
            ["REPORT-03"], ControlTier.T1,
            "E, F attached with SYSCALL_ENTRY; syscall: F before E; the fault calls E first.")
        {
            Decisions = new EntryInAttachOrder(),
        },
        new("new-engine-in-this-pass", ["M29"],
            "An engine attached in a callback is called in the same pass.",
            ["REPORT-04", "SETEVENTS-18"], ControlTier.T1,
            "E attached with EXEC; report_exec attaches F and calls set_events(F, EXEC): no F.report_exec for this exec; the fault makes it.")
        {
            Decisions = new NewEngineInThisPass(),
        },
        new("last-action-wins", ["M31"],
            "The last engine's action wins instead of the strongest.",
            ["REPORT-08"], ControlTier.T1,
            "E, F attached with EXEC; E returns STOP, F RESUME; exec, tick: T must stop before the tick; under the fault it runs on.")
        {
            Decisions = new LastActionWins(),
        },
        new("detached-quiesce-still-reports", ["M32"],
            "A DETACH result of report_quiesce still makes the specific callback.",
            ["REPORT-11", "QUIESCE-08"], ControlTier.T1,
            "E attached with QUIESCE and EXEC; report_quiesce(EXEC) returns DETACH: no report_exec; the fault makes it.")
        {
            Decisions = new DetachedQuiesceStillReports(),
        },
        new("detach-result-stops", ["M33"],
            "A DETACH result counts as STOP.",
            ["REPORT-11"], ControlTier.T1,
            "E, F attached with QUIESCE; E.report_quiesce(0) returns DETACH, F RESUME; D: control(F, REPORT); tick: T must run; under the fault it stops for nobody.")
        {
            Decisions = new DetachResultStops(),
        },
        new("unrequested-events-reported", ["M34"],
            "Callbacks are made for events outside the mask.",
            ["REPORT-13"], ControlTier.T1,
            "E attached with QUIESCE, F with EXEC; exec: no E.report_exec; the fault makes it.")
        {
            Decisions = new UnrequestedEventsReported(),
        },
        new("argument-always-resume", ["M35"],
            "The action argument is always RESUME.",
            ["REPORT-09"], ControlTier.T1,
            "E, F attached with EXEC; E returns STOP: F.report_exec must see STOP; under the fault it sees RESUME.")
        {
            Decisions = new ArgumentAlwaysResume(),
        },
        new("lock-held-in-callbacks", ["M37"],
            "The infrastructure's lock is held over callbacks.",
            ["REPORT-06", "REPORT-14"], ControlTier.T1,
            "E, F attached with EXEC, E.report_exec held; D: control(F, STOP) must return while it is held; under the fault it waits.")
        {
            Decisions = new LockHeldInCallbacks(),
        },
        new("quiesce-after-the-event", ["M38"],
            "report_quiesce comes after the specific callback.",
            ["QUIESCE-01"], ControlTier.T1,
            "E attached with QUIESCE and EXEC; exec: report_quiesce(EXEC) before report_exec; the fault swaps them.")
        {
            Decisions = new QuiesceAfterTheEvent(),
        },
        new("quiesce-before-reap", ["M39"],
            "report_quiesce is made before report_reap where the dead thread itself makes it.",
            ["QUIESCE-05"], ControlTier.T1,
            "E attached with QUIESCE and REAP; T with self_reap exits: no report_quiesce after that for DEATH; the fault makes report_quiesce(REAP). Same without self_reap when the reap comes while report_death is held.")
        {
            Decisions = new QuiesceBeforeReap(),
        },
        new("no-death-report-for-quiesce", ["M40"],
            "Engines with QUIESCE alone get no report at death.",
            ["QUIESCE-06"], ControlTier.T1,
            "E attached with QUIESCE; T exits: report_quiesce(DEATH) must come; under the fault it does not.")
        {
            Decisions = new NoDeathReportForQuiesce(),
        },
        new("event-argument-always-zero", ["M41"],
            "The event argument of report_quiesce is always 0.",
            ["QUIESCE-01", "QUIESCE-03"], ControlTier.T1,
            "E attached with QUIESCE and EXEC; exec: report_quiesce(RESUME, EXEC); the fault shows (RESUME, 0).")
        {
            Decisions = new EventArgumentAlwaysZero(),
        },
        new("quiesce-zero-left-reporting", ["H-03"],
            "After report_quiesce(0) the callback still counts as open.",
            ["BARRIER-10"], ControlTier.T1,
            "E attached with QUIESCE; D: control(E, REPORT), settle, barrier(E) must be 0; under the fault it waits for ever.")
        {
            Decisions = new QuiesceZeroLeftReporting(),
        },
        new("signal-pass-misses-new-engines", ["H-31"],
            "A signal pass does not make waiting engines eligible.",
            ["REPORT-05"], ControlTier.T1,
            "T ticks; D: attach(T, CREATE, as=F), set_events(F, QUIESCE), control(F, INTERRUPT): F.report_signal must come before the next tick; under the fault it does not.")
        {
            Decisions = new SignalPassMissesNewEngines(),
        },
    ];

    private sealed class EntryInAttachOrder : Decisions
    {
        public override IEnumerable<Engine> Order(UtraceEvents @event, IReadOnlyList<Engine> engines) => engines;
    }

    private sealed class NewEngineInThisPass : Decisions
    {
        public override bool NewEngineWaitsForNextPass => false;
    }

    private sealed class LastActionWins : Decisions
    {
        public override ResumeAction Combine(ResumeAction soFar, ResumeAction result) => result;
    }

    private sealed class DetachedQuiesceStillReports : Decisions
    {
        public override bool DetachedQuiesceEndsTurn => false;
    }

    private sealed class DetachResultStops : Decisions
    {
        public override bool SomebodyWantsStop(Tracee tracee) => true;

        public override ResumeAction ActionAfterDetach(ResumeAction soFar) => ResumeAction.Stop;
    }

    private sealed class UnrequestedEventsReported : Decisions
    {
        public override bool WantsEvent(Engine engine, UtraceEvents want, UtraceEvents @event) => engine.Table is EngineTable.User;
    }

    private sealed class ArgumentAlwaysResume : Decisions
    {
        public override ResumeAction ArgumentOf(ReportPass pass) => ResumeAction.Resume;
    }

    private sealed class LockHeldInCallbacks : Decisions
    {
        public override bool HoldsLockDuringCallbacks => true;
    }

    private sealed class QuiesceAfterTheEvent : Decisions
    {
        public override bool QuiesceComesFirst(UtraceEvents @event) => @event is UtraceEvents.None;
    }

    private sealed class QuiesceBeforeReap : Decisions
    {
        public override bool QuiescesBeforeReap(Engine engine, bool isCurrent) => isCurrent && (engine.Flags & UtraceEvents.Quiesce) != 0;
    }

    private sealed class NoDeathReportForQuiesce : Decisions
    {
        public override UtraceEvents EventsThatMakeDeathReport => UtraceEvents.Death;
    }

    private sealed class EventArgumentAlwaysZero : Decisions
    {
        public override UtraceEvents EventArgument(UtraceEvents @event) => UtraceEvents.None;
    }

    private sealed class QuiesceZeroLeftReporting : Decisions
    {
        public override bool ResultEndsReporting(UtraceEvents @event) => @event is not UtraceEvents.None;
    }

    private sealed class SignalPassMissesNewEngines : Decisions
    {
        public override bool SignalPassTakesWaitingEngines => false;
    }
}
