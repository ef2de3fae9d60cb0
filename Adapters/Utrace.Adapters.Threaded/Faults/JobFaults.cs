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
}
