using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of a clone's child and of the two stops of a clone. Each shows what it takes to be caught.</summary>
internal static class ChildFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("clone-kind-is-always-fork", ["K91"],
            "report_clone says fork whatever the clone makes.",
            ["CLONE-02"], ControlTier.T1,
            "E attached with CLONE; T clones a thread: E.report_clone must show thread; under the fault it shows fork.")
        {
            Decisions = new CloneKindIsAlwaysFork(),
        },
        new("child-runs-through-its-stop", ["M78"],
            "A stop that was asked for in the report of a clone is lost when the child starts.",
            ["CLONE-03"], ControlTier.T1,
            "E attached to T with CLONE, its report attaches F to C: control(F, STOP): C must stop before it ticks; under the fault it ticks.")
        {
            Decisions = new ChildRunsThroughItsStop(),
        },
        new("child-forgets-its-requests", ["K92"],
            "A report that was asked for in the report of a clone is forgotten when the child starts.",
            ["CLONE-04"], ControlTier.T1,
            "E attached to T with CLONE, its report attaches F to C with QUIESCE: control(F, REPORT): F must be called before C ticks; under the fault it is not.")
        {
            Decisions = new ChildForgetsItsRequests(),
        },
        new("engines-are-inherited", ["M09"],
            "The list of a child begins with the engines of the thread that made it.",
            ["CLONE-05"], ControlTier.T1,
            "E attached to T with CLONE; in report_clone a look-up on C must be ENOENT; the fault gives E.")
        {
            Decisions = new EnginesAreInherited(),
        },
        new("last-attacher-comes-first", ["H-37"],
            "Engines that are attached from the report of a clone stand before those that were attached before.",
            ["CLONE-06"], ControlTier.T1,
            "E, F attached to T with CLONE attach G, H to C in their reports: C must call G, then H; under the fault H comes first.")
        {
            Decisions = new LastAttacherComesFirst(),
        },
        new("clone-stop-holds-the-child", ["K93"],
            "A STOP of report_clone stops the parent before the child can run.",
            ["CLONE-07"], ControlTier.T1,
            "E attached to T with CLONE, returns STOP: C must tick while T is stopped; under the fault it waits.")
        {
            Decisions = new CloneStopHoldsTheChild(),
        },
        new("vfork-waits-before-it-stops", ["M79"],
            "A vfork waits for its child first, and stops only then.",
            ["VFORK-01"], ControlTier.T1,
            "E attached to T with CLONE, returns STOP; vfork: T must be stopped while the child lives; under the fault it sleeps.")
        {
            Decisions = new VforkWaitsBeforeItStops(),
        },
        new("vfork-stop-holds-the-child", ["K94"],
            "The child of a vfork is started only when its parent is let go.",
            ["VFORK-02"], ControlTier.T1,
            "E attached to T with CLONE, returns STOP; vfork: C must tick while T is stopped; under the fault it waits.")
        {
            Decisions = new VforkStopHoldsTheChild(),
        },
        new("vfork-stop-stays-behind", ["K95"],
            "An engine that has stopped one vfork stops every later one.",
            ["VFORK-05"], ControlTier.T1,
            "E attached with CLONE stops the first vfork and lets go; the second vfork must not stop; under the fault it does.")
        {
            Decisions = new VforkStopStaysBehind(),
        },
        new("killed-parent-waits-for-its-child", ["K96"],
            "A kill does not end the wait of a vfork.",
            ["VFORK-06"], ControlTier.T1,
            "T waits in vfork for C; D: kill(T): T must die; under the fault it waits on.")
        {
            Decisions = new KilledParentWaitsForItsChild(),
        },
    ];

    private sealed class CloneKindIsAlwaysFork : Decisions
    {
        public override CloneKind KindShown(CloneKind kind) => CloneKind.Fork;
    }

    private sealed class ChildRunsThroughItsStop : Decisions
    {
        public override bool ChildKeepsStops => false;
    }

    private sealed class ChildForgetsItsRequests : Decisions
    {
        public override bool ChildKeepsRequests => false;
    }

    private sealed class EnginesAreInherited : Decisions
    {
        public override bool ChildStartsUntraced => false;
    }

    private sealed class LastAttacherComesFirst : Decisions
    {
        public override bool MakersEnginesComeInOrder => false;
    }

    private sealed class CloneStopHoldsTheChild : Decisions
    {
        public override bool CloneStopsBeforeUserMode => false;
    }

    private sealed class VforkWaitsBeforeItStops : Decisions
    {
        public override bool VforkStopsBeforeWait => false;
    }

    private sealed class VforkStopHoldsTheChild : Decisions
    {
        public override bool VforkStartsChildFirst => false;
    }

    private sealed class VforkStopStaysBehind : Decisions
    {
        public override bool VforkForgetsStop => false;
    }

    private sealed class KilledParentWaitsForItsChild : Decisions
    {
        public override bool KillEndsVforkWait => false;
    }
}
