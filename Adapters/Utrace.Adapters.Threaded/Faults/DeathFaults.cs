using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of exec, exit, death, reap, kill. Each shows what it takes to be caught.</summary>
internal static class DeathFaults
{
    /// <summary>The faults, in the order of the catalogue.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("failed-exec-reported", ["M81"],
            "An execve that fails is reported.",
            ["EXEC-02"], ControlTier.T1,
            "E attached with EXEC; exec fails: no report_exec; the fault makes it.")
        {
            Decisions = new FailedExecReported(),
        },
        new("exec-drops-engines", ["M82"],
            "Engines are detached at exec.",
            ["EXEC-03"], ControlTier.T1,
            "E attached with EXEC; exec twice: two report_exec; the fault makes one.")
        {
            Decisions = new ExecDropsEngines(),
        },
        new("exit-code-change-unseen", ["M86"],
            "A code that an engine changed in report_exit is seen by nobody.",
            ["EXIT-02"], ControlTier.T1,
            "E, F attached with EXIT; E writes 7; T exits with 1: F.report_exit must show (RESUME, 1, 7), reap(T) = 7; the fault shows 1.")
        {
            Decisions = new ExitCodeChangeUnseen(),
        },
        new("exit-stop-ignored", ["M87"],
            "STOP from report_exit does not stop.",
            ["EXIT-03"], ControlTier.T1,
            "E attached with EXIT, report_exit returns STOP; T exits; settle: T=tstopped; under the fault it is a zombie.")
        {
            Decisions = new ExitStopIgnored(),
        },
        new("detach-during-the-death-report", ["M89"],
            "DETACH returns 0 while report_death runs.",
            ["DEATH-06"], ControlTier.T1,
            "E attached with DEATH, report_death held; D: control(E, DETACH) must be EALREADY; the fault gives 0.")
        {
            Decisions = new DetachDuringTheDeathReport(),
        },
        new("detach-from-a-zombie-refused", ["M90"],
            "DETACH on a zombie is refused.",
            ["DEATH-08"], ControlTier.T1,
            "E attached; T exits; D: await zombie and settle, control(E, DETACH) must be 0; the fault gives ESRCH.")
        {
            Decisions = new DetachFromAZombieRefused(),
        },
        new("zombie-detach-stays-linked", ["H-07"],
            "DETACH on a zombie does not take the engine off the list.",
            ["DETACH-12", "DEATH-08"], ControlTier.T1,
            "E attached; T exits; D: await zombie and settle, control(E, DETACH) = 0, barrier(E) must be ESRCH; under the fault it waits until the reap.")
        {
            Decisions = new ZombieDetachStaysLinked(),
        },
        new("reap-before-the-death-report", ["M91"],
            "report_reap is made although report_death has not returned.",
            ["REAP-02"], ControlTier.T1,
            "E attached with DEATH and REAP, report_death held; P: reap(T): no report_reap before the end of report_death; the fault makes it.")
        {
            Decisions = new ReapBeforeTheDeathReport(),
        },
        new("death-detach-ignored", ["M92"],
            "A DETACH result of report_death does not detach: report_reap comes.",
            ["DEATH-05"], ControlTier.T1,
            "E attached with DEATH and REAP, report_death returns DETACH; P: reap(T): no report_reap; the fault makes it.")
        {
            Decisions = new DeathDetachIgnored(),
        },
        new("reaper-waits-for-the-death-report", ["M94"],
            "The reaper blocks until the death report ends.",
            ["REAP-07"], ControlTier.T1,
            "E attached with DEATH, report_death held; P: reap(T) must return while it is held; under the fault it waits.")
        {
            Decisions = new ReaperWaitsForTheDeathReport(),
        },
        new("control-in-reap-answers-zero", ["M95"],
            "control returns 0 once report_reap may have begun.",
            ["REAP-05"], ControlTier.T1,
            "E attached with REAP, report_reap held; D: control(E, RESUME) must be ESRCH; the fault gives 0.")
        {
            Decisions = new ControlInReapAnswersZero(),
        },
        new("no-reap-report", ["H-10"],
            "report_reap is never made.",
            ["REAP-01"], ControlTier.T1,
            "E attached with REAP; T exits; P: reap(T): report_reap in P; under the fault it does not come.")
        {
            Decisions = new NoReapReport(),
        },
        new("reap-report-unmarked", ["H-11"],
            "An open report_reap does not count as an open callback.",
            ["BARRIER-12"], ControlTier.T1,
            "E attached with REAP, report_reap held by P in reap(T); D: barrier(E) must not return; the fault gives 0.")
        {
            Decisions = new ReapReportUnmarked(),
        },
        new("set-events-after-the-reap-began", ["H-13"],
            "set_events succeeds once report_reap may have begun.",
            ["SETEVENTS-14", "SETEVENTS-11"], ControlTier.T1,
            "E attached with REAP, report_reap held; D: set_events(E, REAP) must be an error; the fault gives 0.")
        {
            Decisions = new SetEventsAfterTheReapBegan(),
        },
        new("kill-waits-for-resume", ["M96"],
            "SIGKILL does not end a traced stop.",
            ["KILL-01"], ControlTier.T1,
            "E holds T; D: kill(T), settle: T must be a zombie; under the fault it stays stopped.")
        {
            Decisions = new KillWaitsForResume(),
        },
        new("killed-thread-steps", ["M97"],
            "A killed thread makes one more user step.",
            ["KILL-02"], ControlTier.T1,
            "E holds T whose next activity is a tick; D: kill(T): no tick; the fault makes it.")
        {
            Decisions = new KilledThreadSteps(),
        },
        new("held-siblings-survive-the-group", ["M99"],
            "The implicit kill of a group exit does not end traced stops.",
            ["KILL-03"], ControlTier.T1,
            "T, U in one group, E holds U; T: exit_group: U must die; under the fault it stays stopped.")
        {
            Decisions = new HeldSiblingsSurviveTheGroup(),
        },
    ];

    private sealed class FailedExecReported : Decisions
    {
        public override bool ReportsFailedExec => true;
    }

    private sealed class ExecDropsEngines : Decisions
    {
        public override bool DropsEnginesAtExec => true;
    }

    private sealed class ExitCodeChangeUnseen : Decisions
    {
        public override int ExitCodeArgument(ReportPass pass) => pass.OriginalCode;

        public override int ExitCodeResult(ReportPass pass) => pass.OriginalCode;
    }

    private sealed class ExitStopIgnored : Decisions
    {
        public override bool ExitStops => false;
    }

    private sealed class DetachDuringTheDeathReport : Decisions
    {
        public override bool RefusesDetachDuringDeathReport => false;
    }

    private sealed class DetachFromAZombieRefused : Decisions
    {
        public override bool DetachesFromZombie => false;
    }

    private sealed class ZombieDetachStaysLinked : Decisions
    {
        public override bool DetachUnlinksFromZombie => false;
    }

    private sealed class ReapBeforeTheDeathReport : Decisions
    {
        public override bool ReapWaitsForDeathReport => false;
    }

    private sealed class DeathDetachIgnored : Decisions
    {
        public override bool DetachResultDetaches(UtraceEvents @event) => @event is not UtraceEvents.Death;
    }

    private sealed class ReaperWaitsForTheDeathReport : Decisions
    {
        public override bool ReaperBlocks => true;
    }

    private sealed class ControlInReapAnswersZero : Decisions
    {
        public override Errno ControlDuringReap => Errno.None;
    }

    private sealed class NoReapReport : Decisions
    {
        public override bool ReportsReap(Engine engine) => false;
    }

    private sealed class ReapReportUnmarked : Decisions
    {
        public override bool MarksReapReport => false;
    }

    private sealed class SetEventsAfterTheReapBegan : Decisions
    {
        public override bool RefusesCallsDuringReap => false;
    }

    private sealed class KillWaitsForResume : Decisions
    {
        public override bool KillEndsStop => false;
    }

    private sealed class KilledThreadSteps : Decisions
    {
        public override bool KilledThreadMakesStep => true;
    }

    private sealed class HeldSiblingsSurviveTheGroup : Decisions
    {
        public override bool GroupExitEndsStops => false;
    }
}
