using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of signals with dispositions, and of stepping hardware. Each shows what it takes to be caught.</summary>
internal static class SignalFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("info-changes-lost", ["M66"],
            "What a callback writes into info and return_ka is lost.",
            ["SIGNAL-04"], ControlTier.T1,
            "E attached with SIGNAL_TERM; SIGTERM: report_signal writes another number into info: T must die of that; under the fault of SIGTERM.")
        {
            Decisions = new InfoChangesLost(),
        },
        new("original-disposition-changes", ["K01"],
            "orig_ka shows what engines before made of the disposition.",
            ["SIGNAL-05"], ControlTier.T1,
            "E, F attached with SIGNAL; SIGUSR1 with a handler: E.report_signal writes ignore into return_ka: F must see handler in orig_ka; under the fault it sees ignore.")
        {
            Decisions = new OriginalDispositionChanges(),
        },
        new("no-look-before-the-handler", ["K02"],
            "A step asked for beside DELIVER makes no HANDLER pass.",
            ["SIGNAL-09", "STEP-08"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL; SIGUSR1 with a handler: report_signal returns SINGLESTEP: a HANDLER report must come before the handler; under the fault it does not.")
        {
            Decisions = new NoLookBeforeTheHandler(),
        },
        new("parked-signal-forgotten", ["K03"],
            "The info of a pass that stopped is gone when REPORT resumes the thread.",
            ["SIGNAL-11"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL_TERM; SIGTERM: report_signal returns STOP|IGN; D: await tstopped, control(E, REPORT): the REPORT pass must find SIGTERM in info; under the fault it finds nothing.")
        {
            Decisions = new ParkedSignalForgotten(),
        },
        new("ignored-signal-never-kept", ["K04"],
            "An ignored signal is dropped at sending although SIGNAL_IGN asks for it.",
            ["SIGNAL-13"], ControlTier.T1,
            "E attached with SIGNAL_IGN; SIGCHLD to T: report_signal must come; under the fault it does not.")
        {
            Decisions = new IgnoredSignalNeverKept(),
        },
        new("fatal-signal-kills-at-once", ["K05"],
            "A fatal signal takes the group along at once although SIGNAL_TERM asks for it.",
            ["SIGNAL-14"], ControlTier.T1,
            "E attached with SIGNAL_TERM; SIGTERM to T: report_signal must come first; under the fault T dies without it.")
        {
            Decisions = new FatalSignalKillsAtOnce(),
        },
        new("quiesce-engines-miss-signals", ["K06"],
            "A signal pass leaves out engines that have QUIESCE and not the event.",
            ["SIGNAL-16"], ControlTier.T1,
            "E attached with QUIESCE, F with SIGNAL_TERM; SIGTERM: E.report_signal must come; under the fault it does not.")
        {
            Decisions = new QuiesceEnginesMissSignals(),
        },
        new("handler-mark-stays", ["H-32"],
            "The mark of a handler survives the last engine.",
            ["SIGNAL-23"], ControlTier.T1,
            "A handler is built; all engines go; F attached with QUIESCE; D: control(F, INTERRUPT): report_signal must show REPORT; under the fault it shows HANDLER.")
        {
            Decisions = new HandlerMarkStays(),
        },
        new("refused-step-resumes", ["M63"],
            "SINGLESTEP without the hardware for it is refused, and lets the thread go.",
            ["STEP-02"], ControlTier.T1,
            "T without step hardware; E holds T; D: control(E, SINGLESTEP) = EOPNOTSUPP: T must stay stopped; under the fault it runs.")
        {
            Decisions = new RefusedStepResumes(),
        },
    ];

    private sealed class InfoChangesLost : Decisions
    {
        public override bool TakesInfoChanges => false;
    }

    private sealed class OriginalDispositionChanges : Decisions
    {
        public override bool ShowsOriginalDisposition => false;
    }

    private sealed class NoLookBeforeTheHandler : Decisions
    {
        public override bool LooksAgainBeforeHandler => false;
    }

    private sealed class ParkedSignalForgotten : Decisions
    {
        public override bool ParksInfo => false;
    }

    private sealed class IgnoredSignalNeverKept : Decisions
    {
        public override bool KeepsIgnoredIfAsked => false;
    }

    private sealed class FatalSignalKillsAtOnce : Decisions
    {
        public override bool ReportsFatalFirst => false;
    }

    private sealed class QuiesceEnginesMissSignals : Decisions
    {
        public override bool SignalCallsQuiesce => false;
    }

    private sealed class HandlerMarkStays : Decisions
    {
        public override bool ForgetsHandlerMark => false;
    }

    private sealed class RefusedStepResumes : Decisions
    {
        public override bool RefusedStepDoesNothing => false;
    }
}
