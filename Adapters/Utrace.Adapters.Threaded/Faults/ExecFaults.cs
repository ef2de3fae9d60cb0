using System.Collections.Immutable;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of exec, of one of several threads above all, and of the pids that it moves. Each shows what it takes to be caught.</summary>
internal static class ExecFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("exec-is-reported-before-it-succeeds", ["K97"],
            "report_exec is made before the execve has succeeded.",
            ["EXEC-01"], ControlTier.T1,
            "T execs while U, of its group, is held in a callback; kill(T): T must die without report_exec; under the fault it was made.")
        {
            Decisions = new ExecIsReportedBeforeItSucceeds(),
        },
        new("exec-forgets-the-stop", ["K98"],
            "The end of an exec forgets what report_exec asked for.",
            ["EXEC-04"], ControlTier.T1,
            "E attached with EXEC, returns STOP: T must stop before the new program ticks; under the fault it ticks.")
        {
            Decisions = new ExecForgetsTheStop(),
        },
        new("exec-does-not-wait-for-the-others", ["K99"],
            "The exec of one of several threads goes on while the others still live.",
            ["EXEC-05"], ControlTier.T1,
            "T execs while U, of its group, is held in a callback: no report_exec before U is dead; under the fault it comes at once.")
        {
            Decisions = new ExecDoesNotWaitForTheOthers(),
        },
        new("held-siblings-delay-an-exec", ["K100"],
            "An exec does not end the traced stops of the other threads.",
            ["EXEC-06"], ControlTier.T1,
            "T, U of one group, F holds U; T execs: U must die; under the fault T waits for it.")
        {
            Decisions = new HeldSiblingsDelayAnExec(),
        },
        new("attach-by-pid-ignores-the-move", ["K101"],
            "An attach by pid is about the thread that began with it, whomever it names now.",
            ["PID-01"], ControlTier.T1,
            "X has execed and has the pid of L; D: attach(pid=L, CREATE, as=G) for an engine of X must give G; the fault gives ESRCH.")
        {
            Decisions = new AttachByPidIgnoresTheMove(),
        },
        new("call-by-pid-reaches-the-successor", ["M16"],
            "control by pid acts on the thread that the pid names, be it another than the engine's.",
            ["PID-04"], ControlTier.T1,
            "X has execed, has the pid of L and sleeps in a system call; E was attached to L; D: control(E, INTERRUPT, pid=L) must be ESRCH; under the fault it interrupts X.")
        {
            Decisions = new CallByPidReachesTheSuccessor(),
        },
    ];

    private sealed class ExecIsReportedBeforeItSucceeds : Decisions
    {
        public override bool ExecIsReportedBehindSuccess => false;
    }

    private sealed class ExecForgetsTheStop : Decisions
    {
        public override bool ExecKeepsRequests => false;
    }

    private sealed class ExecDoesNotWaitForTheOthers : Decisions
    {
        public override bool ExecWaitsForOthers => false;
    }

    private sealed class HeldSiblingsDelayAnExec : Decisions
    {
        public override bool ExecEndsStops => false;
    }

    private sealed class AttachByPidIgnoresTheMove : Decisions
    {
        public override bool AttachFollowsPid => false;
    }

    private sealed class CallByPidReachesTheSuccessor : Decisions
    {
        public override bool CallByPidStaysWithItsThread => false;
    }
}
