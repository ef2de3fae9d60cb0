using System.Collections.Immutable;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults around a system call and its two reports. Each shows what it takes to be caught.</summary>
internal static class CallFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("entry-is-reported-after-the-call", ["K88"],
            "The entry of a system call is reported when the call is over.",
            ["SYSCALL-01"], ControlTier.T1,
            "E attached with SYSCALL_ENTRY; syscall: report_syscall_entry, then the body; under the fault the body comes first.")
        {
            Decisions = new EntryIsReportedAfterTheCall(),
        },
        new("exit-is-reported-before-the-call", ["K89"],
            "The exit of a system call is reported before the call.",
            ["SYSCALL-10"], ControlTier.T1,
            "E attached with SYSCALL_EXIT; syscall: the body, then report_syscall_exit; under the fault the report comes first.")
        {
            Decisions = new ExitIsReportedBeforeTheCall(),
        },
        new("quiesce-stop-outlives-the-event", ["K90"],
            "The STOP of a report_quiesce stays although the callback of the same event gives another result.",
            ["SYSCALL-12", "EXIT-04"], ControlTier.T1,
            "E attached with QUIESCE and SYSCALL_ENTRY (or EXIT), report_quiesce of the event returns STOP, the other callback RESUME: T must run; under the fault it stops.")
        {
            Decisions = new QuiesceStopOutlivesTheEvent(),
        },
    ];

    private sealed class EntryIsReportedAfterTheCall : Decisions
    {
        public override bool EntryComesBeforeTheCall => false;
    }

    private sealed class ExitIsReportedBeforeTheCall : Decisions
    {
        public override bool ExitComesBehindTheCall => false;
    }

    private sealed class QuiesceStopOutlivesTheEvent : Decisions
    {
        public override bool EventWithdrawsStopOfQuiesce => false;
    }
}
