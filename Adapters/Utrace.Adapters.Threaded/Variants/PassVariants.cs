using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Passes that are made where they need not be, or left out, or show something else.</summary>
internal static class PassVariants
{
    public static ImmutableArray<Variant> All { get; } =
    [
        new("clean-up-calls-nobody",
            "A pass that only a DETACH asked for calls no other engine.",
            ["QUIESCE-03", "DETACH-12"], "quiesce/another-engines-detach",
            null, "T begin F.report_quiesce(RESUME, 0)")
        {
            Decisions = new CleanUpCallsNobody(),
        },
        new("own-stop-stays-out-of-the-argument",
            "The action argument does not have the engine's own pending stop and its own quiesce result in it.",
            ["REPORT-09"], "exit/later-result-of-the-same-engine",
            "T begin E.report_exit(RESUME, 0, 0)", "T begin E.report_exit(STOP, 0, 0)")
        {
            Decisions = new OwnStopStaysOutOfTheArgument(),
        },
        new("stale-events-make-passes",
            "An event that nobody wants any more makes report_quiesce all the same, for the rest of the thread's life.",
            ["QUIESCE-02"], "quiesce/event-that-nobody-wants-any-more",
            "T begin F.report_quiesce(RESUME, SYSCALL_EXIT)", null)
        {
            Decisions = new StaleEventsMakePasses(),
        },
        new("dropped-events-make-no-pass",
            "An event that nobody wants any more makes no pass from the set_events on.",
            ["QUIESCE-02"], "quiesce/event-that-nobody-wants-any-more",
            null, "T begin F.report_quiesce(RESUME, EXEC)")
        {
            Decisions = new DroppedEventsMakeNoPass(),
        },
        new("killed-thread-skips-requests",
            "A killed thread makes no requested pass and no report of a system call's exit on its way.",
            ["KILL-05"], "kill/no-user-step-afterwards@sleep",
            null, "T begin E.report_syscall_exit(RESUME)")
        {
            Decisions = new KilledThreadSkipsRequests(),
        },
        new("exit-does-not-hold-the-killed",
            "STOP from report_exit does not hold a thread that dies of a kill.",
            ["KILL-07"], "kill/stop-from-the-exit-report",
            "D probe T = zombie", "D probe T = tstopped")
        {
            Decisions = new ExitDoesNotHoldTheKilled(),
        },
        new("aborted-call-has-no-exit",
            "The exit of an aborted system call is not reported.",
            ["SYSCALL-11"], "syscall/exit-of-an-aborted-call",
            null, "T begin E.report_syscall_exit(RESUME)")
        {
            Decisions = new AbortedCallHasNoExit(),
        },
    ];

    private sealed class CleanUpCallsNobody : Decisions
    {
        public override bool CleanUpCallsOthers => false;
    }

    private sealed class OwnStopStaysOutOfTheArgument : Decisions
    {
        public override ResumeAction ArgumentOf(ReportPass pass) => pass.Before;
    }

    private sealed class StaleEventsMakePasses : Decisions
    {
        public override bool KeepsStaleEvents => true;
    }

    private sealed class DroppedEventsMakeNoPass : Decisions
    {
        public override bool SetEventsShrinksUnion => true;
    }

    private sealed class KilledThreadSkipsRequests : Decisions
    {
        public override bool PendingSignalWaitsForReport(Tracee tracee) => !tracee.KillPending;

        public override bool ReportsSyscallExit(Tracee tracee, bool aborted) => !tracee.KillPending;
    }

    private sealed class ExitDoesNotHoldTheKilled : Decisions
    {
        public override bool ExitHoldsKilled => false;
    }

    private sealed class AbortedCallHasNoExit : Decisions
    {
        public override bool ReportsSyscallExit(Tracee tracee, bool aborted) => !aborted;
    }
}
