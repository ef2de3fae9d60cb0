using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of a kill, and of what is none. Each shows what it takes to be caught.</summary>
internal static class KillFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("killed-thread-stops-again", ["K114"],
            "A stop that is asked for after a kill holds the thread.",
            ["KILL-04"], ControlTier.T1,
            "E attached with SYSCALL_ENTRY, report_syscall_entry held; D: kill(T); release with STOP: T must die; under the fault it stops.")
        {
            Decisions = new KilledThreadStopsAgain(),
        },
        new("killed-counts-as-reaped", ["K115"],
            "DETACH during the death report of a killed thread answers as if the reap had begun.",
            ["KILL-05"], ControlTier.T1,
            "E attached with DEATH, T killed, report_death held: control(E, DETACH) must be EALREADY; the fault gives ESRCH.")
        {
            Decisions = new KilledCountsAsReaped(),
        },
        new("fatal-signal-ends-a-stop", ["K116"],
            "A fatal signal ends a traced stop as SIGKILL does.",
            ["KILL-08"], ControlTier.T1,
            "E holds T; D: send(T, SIGTERM): T must stay stopped; under the fault it dies.")
        {
            Decisions = new FatalSignalEndsAStop(),
        },
    ];

    private sealed class KilledThreadStopsAgain : Decisions
    {
        public override bool KillVoidsLaterStops => false;
    }

    private sealed class KilledCountsAsReaped : Decisions
    {
        public override Errno DetachDuringDeathReport(Tracee tracee) => tracee.WasKilled ? Errno.ESRCH : Errno.EALREADY;
    }

    private sealed class FatalSignalEndsAStop : Decisions
    {
        public override bool FatalSignalSparesHeld => false;
    }
}
