using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of job control. Each shows what it takes to be caught.</summary>
internal static class JobFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("parent-always-told", ["K07"],
            "report_jctl says that the parent is told whatever happens, also where it is told nothing.",
            ["JCTL-02"], ControlTier.T1,
            "T, U of one group, E attached to both with JCTL; SIGSTOP: the first report_jctl must show (STOPPED, 0); under the fault it shows (STOPPED, STOPPED).")
        {
            Decisions = new ParentAlwaysTold(),
        },
        new("stop-in-progress-survives-a-continue", ["K08"],
            "A thread stops for its group although a continue came while that was reported.",
            ["JCTL-03"], ControlTier.T1,
            "E attached with JCTL, report_jctl held; D: send(T, SIGCONT); release: T must run; under the fault it stops.")
        {
            Decisions = new StopInProgressSurvivesAContinue(),
        },
        new("let-go-runs-in-a-stopped-group", ["H-23"],
            "A thread that is let go runs although its group is stopped.",
            ["JCTL-05", "RESUME-13"], ControlTier.T1,
            "T job-control stopped; D: control(E, STOP) = 0, control(E, RESUME): T must be jstopped; under the fault it runs.")
        {
            Decisions = new LetGoRunsInAStoppedGroup(),
        },
        new("continue-ends-traced-stops", ["M47"],
            "SIGCONT ends a traced stop.",
            ["STOP-11", "STOP-12"], ControlTier.T1,
            "T job-control stopped; D: control(E, STOP) = 0, send(T, SIGCONT): T must stay stopped; under the fault it runs.")
        {
            Decisions = new ContinueEndsTracedStops(),
        },
        new("job-stop-is-not-taken-over", ["K09"],
            "control(STOP) on a thread that its group has stopped only asks.",
            ["STOP-12"], ControlTier.T1,
            "T job-control stopped; D: control(E, STOP) must be 0; the fault gives EINPROGRESS.")
        {
            Decisions = new JobStopIsNotTakenOver(),
        },
        new("continue-is-not-reported", ["K117"],
            "A thread that goes on with its group makes no report_jctl(CONTINUED).",
            ["JCTL-01"], ControlTier.T1,
            "T, of a group that is stopped, E attached with JCTL; SIGCONT: report_jctl(CONTINUED) must come; under the fault it does not.")
        {
            Decisions = new ContinueIsNotReported(),
        },
        new("held-thread-is-waited-for", ["M83"],
            "A group stop waits for a thread in a traced stop.",
            ["JCTL-04"], ControlTier.T1,
            "E holds T; SIGSTOP to the group: the parent must be told when U has stopped; under the fault it is not.")
        {
            Decisions = new HeldThreadIsWaitedFor(),
        },
        new("detach-ends-a-job-stop", ["K118"],
            "DETACH of a job-control-stopped thread lets it run.",
            ["JCTL-06"], ControlTier.T1,
            "T job-control stopped; D: control(E, DETACH) = 0: T must stay jstopped; under the fault it runs.")
        {
            Decisions = new DetachEndsAJobStop(),
        },
        new("job-stop-forgets-requests", ["K119"],
            "A thread that leaves the stop of its group forgets what was asked for before.",
            ["JCTL-08"], ControlTier.T1,
            "E attached with JCTL, report_jctl(STOPPED) returns STOP; SIGCONT: T must be tstopped before it ticks; under the fault it ticks.")
        {
            Decisions = new JobStopForgetsRequests(),
        },
    ];

    private sealed class ParentAlwaysTold : Decisions
    {
        public override bool SaysWhatParentIsTold => false;
    }

    private sealed class StopInProgressSurvivesAContinue : Decisions
    {
        public override bool ContinueCancelsStopInProgress => false;
    }

    private sealed class LetGoRunsInAStoppedGroup : Decisions
    {
        public override bool HeldThreadStaysInGroupStop => false;
    }

    private sealed class ContinueEndsTracedStops : Decisions
    {
        public override bool ContinueSparesTracedStops => false;
    }

    private sealed class JobStopIsNotTakenOver : Decisions
    {
        public override bool TakesOverJobStop => false;
    }

    private sealed class ContinueIsNotReported : Decisions
    {
        public override bool ReportsContinue => false;
    }

    private sealed class HeldThreadIsWaitedFor : Decisions
    {
        public override bool HeldThreadIsCountedOff => false;
    }

    private sealed class DetachEndsAJobStop : Decisions
    {
        public override bool DetachKeepsJobStop => false;
    }

    private sealed class JobStopForgetsRequests : Decisions
    {
        public override bool JobStopKeepsRequests => false;
    }
}
