using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of system calls and signals. Each shows what it takes to be caught.</summary>
internal static class SyscallFaults
{
    /// <summary>The faults, in the order of the catalogue.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("abort-ignored", ["M71"],
            "ABORT does not skip the call.",
            ["SYSCALL-02"], ControlTier.T1,
            "E attached with SYSCALL_ENTRY, returns RESUME|ABORT; syscall: abort line, no body; under the fault the body runs.")
        {
            Decisions = new AbortIgnored(),
        },
        new("quiesce-resets-abort", ["M72"],
            "The report_quiesce of an engine without SYSCALL_ENTRY resets the syscall action.",
            ["SYSCALL-04"], ControlTier.T1,
            "E attached with QUIESCE, then F with SYSCALL_ENTRY that returns RESUME|ABORT (F is called first); syscall: abort; under the fault the body runs.")
        {
            Decisions = new QuiesceResetsAbort(),
        },
        new("entry-stop-after-the-call", ["M73"],
            "A STOP at entry takes effect only after the call.",
            ["SYSCALL-05"], ControlTier.T1,
            "E attached with SYSCALL_ENTRY, returns STOP; syscall; settle: no body line yet; under the fault the body has run.")
        {
            Decisions = new EntryStopAfterTheCall(),
        },
        new("repeat-not-marked", ["M74"],
            "A repeated entry report does not show RESUMED.",
            ["SYSCALL-07"], ControlTier.T1,
            "E attached with QUIESCE and SYSCALL_ENTRY; first entry returns STOP; D: await tstopped, control(E, REPORT): second report_syscall_entry must show RESUME|RESUMED.")
        {
            Decisions = new RepeatNotMarked(),
        },
        new("killed-entry-runs-the-call", ["M76"],
            "A kill in the entry stop lets the call run.",
            ["SYSCALL-09"], ControlTier.T1,
            "E attached with SYSCALL_ENTRY, returns STOP; D: await tstopped, kill(T): abort, no body; under the fault the body runs.")
        {
            Decisions = new KilledEntryRunsTheCall(),
        },
        new("repeat-keeps-the-old-result", ["H-29"],
            "A repeated entry report starts with the result of the pass before.",
            ["SYSCALL-08"], ControlTier.T1,
            "E attached with QUIESCE and SYSCALL_ENTRY; first entry returns STOP; D: await tstopped, control(E, REPORT); the repeat returns RESUME: the body must run; under the fault T stops again, for nobody.")
        {
            Decisions = new RepeatKeepsTheOldResult(),
        },
        new("interrupt-does-not-repeat", ["H-30"],
            "Entry reports are repeated for REPORT only, not for INTERRUPT.",
            ["SYSCALL-07"], ControlTier.T1,
            "As repeat-not-marked with control(E, INTERRUPT): a second report_syscall_entry must come; under the fault there is none.")
        {
            Decisions = new InterruptDoesNotRepeat(),
        },
        new("first-disposition-wins", ["M64"],
            "The first engine's signal disposition wins.",
            ["SIGNAL-03"], ControlTier.T1,
            "E, F attached with QUIESCE and SIGNAL_CORE; D: control(E, SINGLESTEP); tick; report_signal(SIGNAL_CORE): E returns RESUME|IGN, F RESUME|CORE: T must die; under the fault it lives.")
        {
            Decisions = new FirstDispositionWins(),
        },
        new("kill-is-shown", ["M65"],
            "SIGKILL is shown to engines.",
            ["SIGNAL-12"], ControlTier.T1,
            "E attached with SIGNAL_TERM; D: kill(T): no report_signal; the fault makes report_signal(RESUME|TERM, SIGNAL_TERM).")
        {
            Decisions = new KillIsShown(),
        },
        new("hold-ignored", ["M67"],
            "HOLD does not put the signal back.",
            ["SIGNAL-10"], ControlTier.T1,
            "E attached with QUIESCE and SIGNAL_CORE; D: control(E, SINGLESTEP); tick; first report_signal(SIGNAL_CORE) returns RESUME|IGN|HOLD: a second one must follow; under the fault there is none.")
        {
            Decisions = new HoldIgnored(),
        },
    ];

    private sealed class AbortIgnored : Decisions
    {
        public override bool HonoursAbort => false;
    }

    private sealed class QuiesceResetsAbort : Decisions
    {
        public override bool QuiesceKeepsWord => false;
    }

    private sealed class EntryStopAfterTheCall : Decisions
    {
        public override bool EntryStopsLater => true;
    }

    private sealed class RepeatNotMarked : Decisions
    {
        public override bool RepeatIsMarked => false;
    }

    private sealed class KilledEntryRunsTheCall : Decisions
    {
        public override bool KilledEntryAborts => false;
    }

    private sealed class RepeatKeepsTheOldResult : Decisions
    {
        public override bool RepeatStartsAfresh => false;

        public override bool SomebodyWantsStop(Tracee tracee) => true;
    }

    private sealed class InterruptDoesNotRepeat : Decisions
    {
        public override bool RepeatsEntry(ResumeAction pending) => pending is ResumeAction.Report;
    }

    private sealed class FirstDispositionWins : Decisions
    {
        public override uint WordAfter(ReportPass pass, ActionWord result) =>
            pass is { Callback: Callback.Signal, IsWordGiven: true } ? pass.Word : base.WordAfter(pass, result);
    }

    private sealed class KillIsShown : Decisions
    {
        public override bool ShowsKill => true;
    }

    private sealed class HoldIgnored : Decisions
    {
        public override bool HonoursHold => false;
    }
}
