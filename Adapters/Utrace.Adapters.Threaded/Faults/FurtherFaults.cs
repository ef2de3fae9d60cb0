using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of the kit's own, for guarantees that the catalogue of faults leaves out. Each shows what it takes to be caught.</summary>
internal static class FurtherFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("marked-engine-is-found", ["K20"],
            "A look-up, and EXCLUSIVE, find engines that are marked as detached.",
            ["ATTACH-09"], ControlTier.T1,
            "E attached with EXEC, report_exec held; D: control(E, DETACH) = EINPROGRESS, attach(T) must be ENOENT; the fault gives E.")
        {
            Decisions = new MarkedEngineIsFound(),
        },
        new("kernel-thread-is-attached-to", ["K21"],
            "Attach succeeds on a kernel thread.",
            ["ATTACH-12"], ControlTier.T1,
            "T is a kernel thread; D: attach(T, CREATE, as=E) must be EPERM; the fault gives E.")
        {
            Decisions = new KernelThreadIsAttachedTo(),
        },
        new("unknown-action-answers-zero", ["K22"],
            "control answers 0 to an action that there is not.",
            ["RESUME-08"], ControlTier.T1,
            "E attached; D: control(E, 7) must be EINVAL; the fault gives 0.")
        {
            Decisions = new UnknownActionAnswersZero(),
        },
        new("control-on-the-dead-answers-zero", ["K23"],
            "control answers 0 on a dead thread.",
            ["RESUME-12"], ControlTier.T1,
            "E attached with REAP; T exits; D: control(E, RESUME) must be ESRCH; the fault gives 0.")
        {
            Decisions = new ControlOnTheDeadAnswersZero(),
        },
        new("mask-of-the-detached-answers-zero", ["K24"],
            "set_events answers 0 on a detached engine.",
            ["SETEVENTS-12"], ControlTier.T1,
            "E attached; D: control(E, DETACH) = 0, set_events(E, EXEC) must be ESRCH; the fault gives 0.")
        {
            Decisions = new MaskOfTheDetachedAnswersZero(),
        },
        new("detached-engine-is-never-released", ["K25"],
            "The reference of being attached is not dropped when an engine is detached.",
            ["REF-06"], ControlTier.T1,
            "E attached, the caller gives its reference back; D: control(E, DETACH): release E must follow; under the fault it never does.")
        {
            Decisions = new DetachedEngineIsNeverReleased(),
        },
        new("first-syscall-action-wins", ["K26"],
            "The system call action that the first engine chooses is carried out.",
            ["SYSCALL-03"], ControlTier.T1,
            "E, F attached with SYSCALL_ENTRY; F, called first, returns ABORT, E RESUME: the call must run; under the fault it is aborted.")
        {
            Decisions = new FirstSyscallActionWins(),
        },
    ];

    private sealed class MarkedEngineIsFound : Decisions
    {
        public override bool Matches(Engine engine, AttachFlags flags, string? ops, string? data) =>
            ((flags & AttachFlags.MatchOps) == 0 || string.Equals(engine.Ops, ops, StringComparison.Ordinal))
            && ((flags & AttachFlags.MatchData) == 0 || string.Equals(engine.Data, data, StringComparison.Ordinal));
    }

    private sealed class KernelThreadIsAttachedTo : Decisions
    {
        public override bool RefusesKernelThreads => false;
    }

    private sealed class UnknownActionAnswersZero : Decisions
    {
        public override Errno ActionOutOfRange => Errno.None;
    }

    private sealed class ControlOnTheDeadAnswersZero : Decisions
    {
        public override Errno ControlOnDead => Errno.None;
    }

    private sealed class MaskOfTheDetachedAnswersZero : Decisions
    {
        public override Errno MaskOnDetached => Errno.None;
    }

    private sealed class DetachedEngineIsNeverReleased : Decisions
    {
        public override int ReferencesDroppedAtDetach(Engine engine) => 0;
    }

    private sealed class FirstSyscallActionWins : Decisions
    {
        public override uint WordAfter(ReportPass pass, ActionWord result) => pass.Event is UtraceEvents.SyscallEntry && pass.IsWordGiven ? pass.Word : result.Bits;
    }
}
