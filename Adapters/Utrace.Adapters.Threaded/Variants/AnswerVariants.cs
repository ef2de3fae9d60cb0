using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Calls that answer otherwise.</summary>
internal static class AnswerVariants
{
    public static ImmutableArray<Variant> All { get; } =
    [
        new("marked-engine-passes-barrier",
            "barrier on a marked engine answers 0 as soon as its callback is over.",
            ["BARRIER-11"], "barrier/marked-engine-of-a-sleeping-thread",
            "D ret barrier(E) = 0", "D probe T = running")
        {
            Decisions = new MarkedEnginePassesBarrier(),
        },
        new("marked-engine-counts-as-gone",
            "barrier on a marked engine answers ESRCH as soon as its callback is over.",
            ["BARRIER-11"], "barrier/marked-engine-of-a-sleeping-thread",
            "D probe T = sleeping", "D probe T = running")
        {
            Decisions = new MarkedEngineCountsAsGone(),
        },
        new("own-detach-answers-zero",
            "DETACH from the engine's own callback answers 0.",
            ["DETACH-02", "DETACH-09"], "detach/by-its-own-callback@RESUME",
            "T ret control(E, DETACH) = 0", "T ret control(E, DETACH) = EINPROGRESS")
        {
            Decisions = new OwnDetachAnswersZero(),
        },
        new("mask-is-looked-at-first",
            "REPORT and the steps answer EINVAL on a detached engine, which has no QUIESCE left.",
            ["RESUME-07", "REF-07"], "detach/requests-afterwards@REPORT",
            "D ret control(E, REPORT) = EINVAL", "D ret control(E, REPORT) = ESRCH")
        {
            Decisions = new MaskIsLookedAtFirst(),
        },
        new("examine-names-the-detach",
            "The examine calls answer ESRCH on a detached engine.",
            ["EXAMINE-03"], "examine/dead-or-detached",
            "D ret prepare_examine(F) = ESRCH", "D ret prepare_examine(F) = EINVAL")
        {
            Decisions = new ExamineNamesTheDetach(),
        },
        new("late-detach-names-the-death",
            "DETACH during the death report answers EALREADY also when a reap waits for the report.",
            ["DEATH-06", "DETACH-08"], "death/detach-behind-a-waiting-reap",
            "D ret control(E, DETACH) = EALREADY", "D ret control(E, DETACH) = ESRCH")
        {
            Decisions = new LateDetachNamesTheDeath(),
        },
        new("late-mask-comes-too-late",
            "set_events answers EALREADY once a reap has begun.",
            ["SETEVENTS-11"], "setevents/refused-during-report-reap",
            "D ret set_events(E, REAP) = EALREADY", "D ret set_events(E, REAP) = ESRCH")
        {
            Decisions = new LateMaskComesTooLate(),
        },
        new("kept-death-event-comes-too-late",
            "set_events on a dead thread answers EALREADY to a mask that merely keeps DEATH or QUIESCE.",
            ["SETEVENTS-10"], "reap/whatever-was-done-to-the-zombie",
            "D ret set_events(E, QUIESCE|REAP|DEATH) = EALREADY", "D ret set_events(E, QUIESCE|REAP|DEATH) = 0")
        {
            Decisions = new KeptDeathEventComesTooLate(),
        },
        new("only-disabled-callbacks-count",
            "set_events answers EINPROGRESS only for a callback of the kinds that it disables.",
            ["SETEVENTS-05", "SETEVENTS-06"], "setevents/another-callback-is-open",
            "D ret set_events(E, EXEC) = 0", "D ret set_events(E, EXEC) = EINPROGRESS")
        {
            Decisions = new OnlyDisabledCallbacksCount(),
        },
        new("repeated-mask-stays-in-progress",
            "set_events answers EINPROGRESS as often as it is repeated while the callback is open.",
            ["SETEVENTS-08"], "setevents/repeated-while-the-callback-is-open",
            null, "D ret set_events(E, 0) = 0")
        {
            Decisions = new RepeatedMaskStaysInProgress(),
        },
        new("look-up-names-the-reap",
            "A look-up on a thread that a reaper took answers ESRCH.",
            ["ATTACH-13"], "attach/refused-while-the-thread-is-reaped",
            "D ret attach(T, 0) = ESRCH", "D ret attach(T, 0) = ENOENT")
        {
            Decisions = new LookUpNamesTheReap(),
        },
    ];

    private sealed class MarkedEnginePassesBarrier : Decisions
    {
        public override Errno? BarrierOnMarked => Errno.None;
    }

    private sealed class MarkedEngineCountsAsGone : Decisions
    {
        public override Errno? BarrierOnMarked => Errno.ESRCH;
    }

    private sealed class OwnDetachAnswersZero : Decisions
    {
        public override bool OwnCallbackIsOpenToDetach => false;
    }

    private sealed class MaskIsLookedAtFirst : Decisions
    {
        public override Errno RequestOnDetached => Errno.EINVAL;
    }

    private sealed class ExamineNamesTheDetach : Decisions
    {
        public override Errno ExamineOnDetached => Errno.ESRCH;
    }

    private sealed class LateDetachNamesTheDeath : Decisions
    {
        public override bool LateDetachNamesDeath => true;
    }

    private sealed class LateMaskComesTooLate : Decisions
    {
        public override Errno SetEventsDuringReap => Errno.EALREADY;
    }

    private sealed class KeptDeathEventComesTooLate : Decisions
    {
        public override bool KeepsDeathEventsOnDead => false;
    }

    private sealed class OnlyDisabledCallbacksCount : Decisions
    {
        public override bool NotesWhichCallbackIsOpen => true;

        public override bool FindsOpenCallback(Engine engine, bool isCurrent, UtraceEvents old, UtraceEvents asked) =>
            base.FindsOpenCallback(engine, isCurrent, old, asked)
            && (engine.Target.Record.OpenFor is UtraceEvents.None || (engine.Target.Record.OpenFor & old & ~asked) != 0);
    }

    private sealed class RepeatedMaskStaysInProgress : Decisions
    {
        public override bool RemembersInProgress => true;

        public override bool FindsOpenCallback(Engine engine, bool isCurrent, UtraceEvents old, UtraceEvents asked) =>
            base.FindsOpenCallback(engine, isCurrent, old, asked)
            || old == asked && engine.Target.Record.SaidInProgress && base.FindsOpenCallback(engine, isCurrent, ~UtraceEvents.None, UtraceEvents.None);
    }

    private sealed class LookUpNamesTheReap : Decisions
    {
        public override Errno LookUpOnReaped => Errno.ESRCH;
    }
}
