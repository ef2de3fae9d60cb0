using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of attach and references, of the kit's own. Each shows what it takes to be caught.</summary>
internal static class EngineFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("waiting-engine-is-refused", ["K27"],
            "control refuses an engine that still waits to be eligible.",
            ["ATTACH-01"], ControlTier.T1,
            "D: attach(T, CREATE, as=E), control(E, INTERRUPT) must be 0; the fault gives ESRCH until a pass has begun.")
        {
            Decisions = new WaitingEngineIsRefused(),
        },
        new("new-engine-hears-of-exec", ["K28"],
            "The mask of a new engine has EXEC in it.",
            ["ATTACH-02"], ControlTier.T1,
            "E attached, no events set; exec: no callback; the fault makes E.report_exec.")
        {
            Decisions = new NewEngineHearsOfExec(),
        },
        new("exclusive-decided-before-the-lock", ["K29"],
            "An EXCLUSIVE attach looks for a match before it takes the lock under which it attaches.",
            ["ATTACH-10"], ControlTier.T2,
            "D: attach(T, CREATE|EXCLUSIVE|MATCH_OPS, as=E) beside D2: the same with as=F and the same ops: both look, then both attach; one must be EEXIST.")
        {
            Decisions = new ExclusiveDecidedBeforeTheLock(),
        },
        new("attach-without-a-table", ["K30"],
            "attach without a callback table succeeds.",
            ["ATTACH-11"], ControlTier.T1,
            "D: attach(T, CREATE, as=E, ops=none) must be EINVAL; the fault gives E.")
        {
            Decisions = new AttachWithoutATable(),
        },
        new("look-up-in-the-whole-group", ["K31"],
            "A look-up finds the engines of the other threads of the group.",
            ["ATTACH-17"], ControlTier.T1,
            "E attached to T, U in the same group; D: attach(U) must be ENOENT; the fault gives E.")
        {
            Decisions = new LookUpInTheWholeGroup(),
        },
        new("fourth-engine-is-refused", ["K32"],
            "A thread takes three engines and no more.",
            ["ATTACH-18"], ControlTier.T1,
            "E, F, G attached; D: attach(T, CREATE, as=H) must be H; the fault gives ENOMEM.")
        {
            Decisions = new FourthEngineIsRefused(),
        },
        new("detach-drops-the-reference-at-once", ["K33"],
            "DETACH drops the reference of being attached when it is asked for, and not when the engine leaves the list.",
            ["REF-04", "REF-05"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: control(E, DETACH) = EINPROGRESS, put(E): release E must wait for the end of the callback; under the fault it comes at once. Likewise where the callback itself does both.")
        {
            Decisions = new DetachDropsTheReferenceAtOnce(),
        },
        new("set-events-waits", ["K34"],
            "set_events waits until the open callback of its engine is over.",
            ["REF-08"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: set_events(E, EXEC|QUIESCE) must return; under the fault it waits.")
        {
            Decisions = new SetEventsWaits(),
        },
        new("references-delay-the-reaper", ["K35"],
            "A reaper waits until nobody refers to an engine of the dead thread.",
            ["REF-09"], ControlTier.T1,
            "E attached, the caller keeps its reference; T exits; P: reap(T) must return; under the fault it waits for put(E).")
        {
            Decisions = new ReferencesDelayTheReaper(),
        },
        new("zombie-takes-no-reap-event", ["K36"],
            "REAP cannot be set anew on a zombie.",
            ["ATTACH-14"], ControlTier.T1,
            "T exits; D: await zombie, attach(T, CREATE, as=E), set_events(E, REAP) must be 0; the fault gives EALREADY.")
        {
            Decisions = new ZombieTakesNoReapEvent(),
        },
        new("own-thread-cannot-be-attached-to", ["K37"],
            "attach in a callback of the thread itself is refused.",
            ["ATTACH-16"], ControlTier.T1,
            "E attached with EXEC; report_exec calls attach(T, CREATE, as=N): must be N; the fault gives EPERM.")
        {
            Decisions = new OwnThreadCannotBeAttachedTo(),
        },
        new("put-in-a-callback-releases", ["K38"],
            "Where a callback of the engine puts the last reference of a caller, that of being attached goes with it.",
            ["REF-10"], ControlTier.T1,
            "E attached with DEATH; report_death calls put(E) and returns DETACH: release E must wait for its end; under the fault it comes before.")
        {
            Decisions = new PutInACallbackReleases(),
        },
    ];

    private sealed class WaitingEngineIsRefused : Decisions
    {
        public override bool TakesWaitingEngine => false;
    }

    private sealed class NewEngineHearsOfExec : Decisions
    {
        public override UtraceEvents MaskOfNewEngine => UtraceEvents.Exec;
    }

    private sealed class ExclusiveDecidedBeforeTheLock : Decisions
    {
        public override bool ExclusiveIsDecidedUnderLock => false;
    }

    private sealed class AttachWithoutATable : Decisions
    {
        public override bool RefusesMissingTable => false;
    }

    private sealed class LookUpInTheWholeGroup : Decisions
    {
        public override bool LookUpStaysWithThread => false;
    }

    private sealed class FourthEngineIsRefused : Decisions
    {
        public override int? EnginesPerThread => 3;
    }

    private sealed class DetachDropsTheReferenceAtOnce : Decisions
    {
        public override bool DetachLeavesReference => false;

        public override int ReferencesDroppedAtDetach(Engine engine) => engine.IsDetachedByResult ? 1 : 0;
    }

    private sealed class SetEventsWaits : Decisions
    {
        public override bool SetEventsAwaitsCallback => true;
    }

    private sealed class ReferencesDelayTheReaper : Decisions
    {
        public override bool ReferencesLeaveThreadAlone => false;
    }

    private sealed class ZombieTakesNoReapEvent : Decisions
    {
        public override bool TakesReapOnDead => false;
    }

    private sealed class OwnThreadCannotBeAttachedTo : Decisions
    {
        public override bool AttachesToCurrent => false;
    }

    private sealed class PutInACallbackReleases : Decisions
    {
        public override bool PutInCallbackIsOne => false;
    }
}
