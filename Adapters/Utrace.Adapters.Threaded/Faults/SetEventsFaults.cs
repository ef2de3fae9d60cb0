using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of set_events. Each shows what it takes to be caught.</summary>
internal static class SetEventsFaults
{
    /// <summary>The faults, in the order of the catalogue.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("set-events-only-adds", ["M17"],
            "The new mask is added to the old one instead of replacing it.",
            ["SETEVENTS-01"], ControlTier.T1,
            "E attached with EXEC; D: set_events(E, 0) = 0; exec: no report_exec; the fault makes it.")
        {
            Decisions = new SetEventsOnlyAdds(),
        },
        new("in-progress-keeps-the-mask", ["M18"],
            "set_events that answers EINPROGRESS leaves the mask as it was.",
            ["SETEVENTS-06"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: set_events(E, 0) = EINPROGRESS; release; second exec: no report_exec; the fault makes it.")
        {
            Decisions = new InProgressKeepsTheMask(),
        },
        new("set-events-misses-the-open-callback", ["M19"],
            "set_events returns 0 although a callback of a dropped event is open.",
            ["SETEVENTS-05"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: set_events(E, 0) must be EINPROGRESS; the fault gives 0.")
        {
            Decisions = new SetEventsMissesTheOpenCallback(),
        },
        new("adding-answers-in-progress", ["M20", "H-35"],
            "set_events that only adds events answers EINPROGRESS while a callback is open.",
            ["SETEVENTS-07"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: set_events(E, EXEC|DEATH) must be 0; the fault gives EINPROGRESS.")
        {
            Decisions = new AddingAnswersInProgress(),
        },
        new("current-answers-in-progress", ["M21"],
            "set_events in the engine's own callback answers EINPROGRESS.",
            ["SETEVENTS-07"], ControlTier.T1,
            "E attached with EXEC; report_exec calls set_events(E, 0): must be 0; the fault gives EINPROGRESS.")
        {
            Decisions = new CurrentAnswersInProgress(),
        },
        new("death-cleared-during-its-report", ["M22"],
            "DEATH can be cleared while report_death runs.",
            ["SETEVENTS-09"], ControlTier.T1,
            "E attached with DEATH, report_death held; D: set_events(E, 0) must be EALREADY; the fault gives 0.")
        {
            Decisions = new DeathClearedDuringItsReport(),
        },
        new("death-set-on-a-zombie", ["M23"],
            "DEATH can be set on a zombie.",
            ["SETEVENTS-10"], ControlTier.T1,
            "E attached with REAP; T exits; D: await zombie and settle, set_events(E, DEATH|REAP) must be EALREADY; the fault gives 0.")
        {
            Decisions = new DeathSetOnAZombie(),
        },
        new("mask-not-read-again", ["M25"],
            "The mask is not read again after report_quiesce.",
            ["SETEVENTS-16", "SETEVENTS-17"], ControlTier.T1,
            "E attached with QUIESCE and EXEC; report_quiesce(EXEC) calls set_events(E, QUIESCE): no report_exec follows; the fault makes it.")
        {
            Decisions = new MaskNotReadAgain(),
        },
        new("stop-bit-in-the-mask-stops", ["M27"],
            "The private bit in the argument of set_events stops the thread.",
            ["SETEVENTS-03"], ControlTier.T1,
            "E attached with EXEC; D: set_events(E, EXEC|STOPBIT) = 0; tick: must come; under the fault T stops first.")
        {
            Decisions = new StopBitInTheMaskStops(),
        },
    ];

    private sealed class SetEventsOnlyAdds : Decisions
    {
        public override UtraceEvents MaskFor(UtraceEvents old, UtraceEvents asked) => old | base.MaskFor(old, asked);
    }

    private sealed class InProgressKeepsTheMask : Decisions
    {
        public override bool InProgressChangesMask => false;
    }

    private sealed class SetEventsMissesTheOpenCallback : Decisions
    {
        public override bool FindsOpenCallback(Engine engine, bool isCurrent, UtraceEvents old, UtraceEvents asked) => false;
    }

    private sealed class AddingAnswersInProgress : Decisions
    {
        public override bool FindsOpenCallback(Engine engine, bool isCurrent, UtraceEvents old, UtraceEvents asked) =>
            base.FindsOpenCallback(engine, isCurrent, old ^ asked, UtraceEvents.None);
    }

    private sealed class CurrentAnswersInProgress : Decisions
    {
        public override bool FindsOpenCallback(Engine engine, bool isCurrent, UtraceEvents old, UtraceEvents asked) =>
            base.FindsOpenCallback(engine, false, old, asked);
    }

    private sealed class DeathClearedDuringItsReport : Decisions
    {
        public override bool RefusesClearingDeathDuringReport => false;
    }

    private sealed class DeathSetOnAZombie : Decisions
    {
        public override bool RefusesDeathEventsOnDead => false;
    }

    private sealed class MaskNotReadAgain : Decisions
    {
        public override bool ReadsMaskAfterQuiesce => false;
    }

    private sealed class StopBitInTheMaskStops : Decisions
    {
        public override UtraceEvents StopBitAfterSetEvents(Engine engine, UtraceEvents asked)
        {
            var target = engine.Target;
            if ((asked & UtraceEvents.StopBit) != 0 && target.Record.Resume > ResumeAction.Report)
            {
                target.Record.Resume = ResumeAction.Report;
                target.RequestNotify();
            }

            return asked & UtraceEvents.StopBit;
        }
    }
}
