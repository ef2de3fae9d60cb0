using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Races of utrace's own history that a held callback reaches, or that need no race at all in a userspace implementation.</summary>
internal static class HistoricFaults
{
    /// <summary>The faults, in the order of the history.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("reap-leaves-the-list", ["H-08"],
            "The reap takes engines off the list one after another, while look-ups go through it.",
            ["REAP-08"], ControlTier.T1,
            "E, F attached with REAP; T exits; P: reap(T), E.report_reap held; D: attach(T, MATCH_OPS, ops=F's) must be ENOENT or ESRCH; the fault gives F.")
        {
            Decisions = new ReapLeavesTheList(),
        },
        new("postponed-reap-forgotten", ["H-09"],
            "A reap that has to wait for the death report is not recorded.",
            ["REAP-07", "REAP-01"], ControlTier.T1,
            "E attached with DEATH and REAP, report_death held; P: reap(T); release: report_reap must come; under the fault it does not.")
        {
            Decisions = new PostponedReapForgotten(),
        },
        new("attach-leaves-the-union-empty", ["H-16"],
            "An engine attached without events leaves the union empty: the thread does not look at what it is asked.",
            ["RESUME-05", "DETACH-12"], ControlTier.T1,
            "D: attach(T, CREATE, as=E), control(E, DETACH) = 0, barrier(E) must be ESRCH; under the fault it waits for ever.")
        {
            Decisions = new AttachLeavesTheUnionEmpty(),
        },
        new("later-request-wins", ["H-27"],
            "A later request takes the place of a stronger one.",
            ["RESUME-10", "RESUME-05"], ControlTier.T1,
            "E attached with QUIESCE, T asleep; D: control(E, REPORT), control(E, SINGLESTEP); T wakes: report_quiesce(0) must come; under the fault T only steps.")
        {
            Decisions = new LaterRequestWins(),
        },
        new("stop-left-as-the-request", ["H-28"],
            "The STOP of a pass that does not stop is recorded as the request, and stays: nothing is stronger.",
            ["RESUME-10", "RESUME-05"], ControlTier.T1,
            "E attached with EXEC, report_exec returns STOP; exec; D: await tstopped, control(E, RESUME), set_events(E, QUIESCE), control(E, REPORT): report_quiesce(0) must come; under the fault no request is recorded any more.")
        {
            Decisions = new StopLeftAsTheRequest(),
        },
        new("attach-stops-the-thread", ["H-48"],
            "Attaching an engine asks for a stop.",
            ["ATTACH-03", "STOP-13"], ControlTier.T1,
            "T in user mode; D: attach(T, CREATE, as=E); tick: must come; under the fault T stops for good.")
        {
            Decisions = new AttachStopsTheThread(),
        },
    ];

    private sealed class ReapLeavesTheList : Decisions
    {
        public override bool ReapEmptiesList => false;
    }

    private sealed class PostponedReapForgotten : Decisions
    {
        public override bool PostponedReapIsRecorded => false;
    }

    private sealed class AttachLeavesTheUnionEmpty : Decisions
    {
        public override bool AttachMarksUnion => false;
    }

    private sealed class LaterRequestWins : Decisions
    {
        public override bool StrongerRequestStays => false;
    }

    private sealed class StopLeftAsTheRequest : Decisions
    {
        public override ResumeAction RequestOfUnstoppedStop => ResumeAction.Stop;
    }

    private sealed class AttachStopsTheThread : Decisions
    {
        public override bool AttachStops => true;
    }
}
