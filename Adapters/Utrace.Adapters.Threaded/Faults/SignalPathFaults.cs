using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of the signal path: what a signal is reported as, and what is taken before what. Each shows what it takes to be caught.</summary>
internal static class SignalPathFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("core-is-reported-as-term", ["K80"],
            "A signal that dumps core is reported as one that only terminates.",
            ["SIGNAL-01"], ControlTier.T1,
            "E attached with SIGNAL_CORE; send(T, SIGSEGV): E.report_signal(SIGNAL_CORE) must come; under the fault nobody is called.")
        {
            Decisions = new CoreIsReportedAsTerm(),
        },
        new("disposition-is-not-passed-on", ["K81"],
            "Every engine sees what normal delivery would do, whatever the engine before it chose.",
            ["SIGNAL-02"], ControlTier.T1,
            "E, F attached with SIGNAL, E returns IGN: F must see RESUME|IGN; under the fault it sees RESUME.")
        {
            Decisions = new DispositionIsNotPassedOn(),
        },
        new("made-signal-is-dropped", ["K82"],
            "A signal that an engine makes in a requested pass is dropped.",
            ["SIGNAL-07"], ControlTier.T1,
            "E attached with QUIESCE, its requested pass fills in SIGTERM and returns TERM: T must die; under the fault it goes on.")
        {
            Decisions = new MadeSignalIsDropped(),
        },
        new("handler-pass-shows-report", ["K83"],
            "The pass behind the frame of a handler shows REPORT, not HANDLER.",
            ["SIGNAL-08"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL, returns SINGLESTEP beside a handled signal: a pass with HANDLER must come; under the fault it shows REPORT.")
        {
            Decisions = new HandlerPassShowsReport(),
        },
        new("blocked-signal-is-reported", ["K84"],
            "A blocked signal is taken, and reported, once the signal path is walked.",
            ["SIGNAL-15"], ControlTier.T1,
            "T blocks SIGUSR1; D: send(T, SIGUSR1), control(E, INTERRUPT): no report of it must come before T unblocks it; under the fault it comes at once.")
        {
            Decisions = new BlockedSignalIsReported(),
        },
        new("no-quiesce-in-a-signal-pass", ["K85"],
            "A signal pass leaves an engine out whose table has no report_signal.",
            ["SIGNAL-17"], ControlTier.T1,
            "F attached with QUIESCE, its table has report_quiesce alone: a signal pass must make F.report_quiesce; under the fault F is not called.")
        {
            Decisions = new NoQuiesceInASignalPass(),
        },
        new("fatal-signal-waits-for-a-stop", ["K86"],
            "A fatal disposition beside a STOP is carried out only when the thread is let go.",
            ["SIGNAL-19"], ControlTier.T1,
            "E attached with SIGNAL, returns STOP|TERM: T must be dead; under the fault it is stopped.")
        {
            Decisions = new FatalSignalWaitsForAStop(),
        },
        new("other-signal-before-the-kill", ["M69"],
            "Another pending signal is taken before the kill that ended the stop of a signal pass.",
            ["SIGNAL-20"], ControlTier.T1,
            "E attached with SIGNAL, returns STOP|IGN; D: send(T, SIGUSR2), kill(T): T must die; under the fault SIGUSR2 is reported first.")
        {
            Decisions = new OtherSignalBeforeTheKill(),
        },
        new("signal-before-the-group-stop", ["H-33"],
            "A signal is taken, and reported, while a group stop is to be joined.",
            ["SIGNAL-21"], ControlTier.T1,
            "T held, U stopped with the group, SIGUSR1 sent to T: T must join the stop first; under the fault the signal is reported first.")
        {
            Decisions = new SignalBeforeTheGroupStop(),
        },
        new("continue-misses-a-reported-stop", ["K87"],
            "A continue that comes while the stop signal is reported does not cancel the stop.",
            ["SIGNAL-22"], ControlTier.T1,
            "E attached with SIGNAL_STOP, report_signal held; D: send(T, SIGCONT); release: T must run; under the fault it stops.")
        {
            Decisions = new ContinueMissesAReportedStop(),
        },
    ];

    private sealed class CoreIsReportedAsTerm : Decisions
    {
        public override UtraceEvents EventOf(SignalKind kind) => kind.Event is UtraceEvents.SignalCore ? UtraceEvents.SignalTerm : kind.Event;
    }

    private sealed class DispositionIsNotPassedOn : Decisions
    {
        public override uint SignalArgument(ReportPass pass) => pass.Original is { } original ? (uint)SignalKind.Of(pass.Signal, original).Action : pass.Word;
    }

    private sealed class MadeSignalIsDropped : Decisions
    {
        public override bool CarriesOutMadeSignals => false;
    }

    private sealed class HandlerPassShowsReport : Decisions
    {
        public override bool ShowsHandler => false;
    }

    private sealed class BlockedSignalIsReported : Decisions
    {
        public override bool BlockedSignalsWait => false;
    }

    private sealed class NoQuiesceInASignalPass : Decisions
    {
        public override bool QuiesceStandsInForSignal => false;
    }

    private sealed class FatalSignalWaitsForAStop : Decisions
    {
        public override bool FatalSignalWaitsForStop => true;
    }

    private sealed class OtherSignalBeforeTheKill : Decisions
    {
        public override bool KillIsTakenFirst => false;
    }

    private sealed class SignalBeforeTheGroupStop : Decisions
    {
        public override bool StopIsJoinedFirst => false;
    }

    private sealed class ContinueMissesAReportedStop : Decisions
    {
        public override bool ContinueCancelsReportedStop => false;
    }
}
