using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of the end of a thread: exit, death, reap. Each shows what it takes to be caught.</summary>
internal static class EndFaults
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("killed-thread-makes-no-exit-report", ["K102"],
            "A killed thread dies without report_exit.",
            ["EXIT-01"], ControlTier.T1,
            "E attached with EXIT; D: kill(T): E.report_exit must come; under the fault it does not.")
        {
            Decisions = new KilledThreadMakesNoExitReport(),
        },
        new("death-is-reported-before-it", ["K103"],
            "report_death is made while the thread still lives.",
            ["DEATH-01"], ControlTier.T1,
            "E attached with DEATH, report_death held: T must be a zombie; under the fault it runs.")
        {
            Decisions = new DeathIsReportedBeforeIt(),
        },
        new("detach-ends-the-death-report", ["K104"],
            "The death report ends with the first engine that detaches in it.",
            ["DEATH-02"], ControlTier.T1,
            "E, F attached with DEATH, E returns DETACH: F.report_death must come; under the fault it does not.")
        {
            Decisions = new DetachEndsTheDeathReport(),
        },
        new("request-outlives-the-death", ["K105"],
            "A report that was asked for before the death is made behind report_death.",
            ["DEATH-03"], ControlTier.T1,
            "E attached with QUIESCE and EXIT, stopped in report_exit; D: control(E, REPORT): report_death must be the last callback; under the fault report_quiesce(0) follows.")
        {
            Decisions = new RequestOutlivesTheDeath(),
        },
        new("death-stop-holds-the-dead", ["K106"],
            "A STOP of report_death stops the dead thread.",
            ["DEATH-04"], ControlTier.T1,
            "E attached with DEATH and REAP, report_death returns STOP; reap(T): E.report_reap must come; under the fault it never does.")
        {
            Decisions = new DeathStopHoldsTheDead(),
        },
        new("zombie-detach-changes-nothing", ["K107"],
            "DETACH on a zombie answers 0 and leaves the engine attached.",
            ["DEATH-07"], ControlTier.T1,
            "E attached with REAP, T a zombie; D: control(E, DETACH) = 0, reap(T): no report_reap; under the fault it comes.")
        {
            Decisions = new ZombieDetachChangesNothing(),
        },
        new("no-reap-report-behind-a-death-report", ["K108"],
            "An engine that is told of the death is not told of the reap.",
            ["REAP-03"], ControlTier.T1,
            "E attached with DEATH and REAP; T dies and is reaped: both reports; under the fault there is no report_reap.")
        {
            Decisions = new NoReapReportBehindADeathReport(),
        },
        new("self-reap-is-not-reported", ["K109"],
            "A thread that reaps itself makes no report_reap.",
            ["REAP-04"], ControlTier.T1,
            "T reaps itself, E attached with REAP: E.report_reap must come; under the fault it does not.")
        {
            Decisions = new SelfReapIsNotReported(),
        },
        new("engine-without-reap-stays", ["K110"],
            "An engine without REAP stays attached to the reaped thread.",
            ["REAP-06"], ControlTier.T1,
            "E attached with EXEC, the caller gives its reference back; T is reaped: release E must follow; under the fault it never does.")
        {
            Decisions = new EngineWithoutReapStays(),
        },
        new("reap-in-reverse-order", ["K111"],
            "report_reap goes to the engines in reverse order.",
            ["REAP-09"], ControlTier.T1,
            "E, F, G attached with REAP; T is reaped: E, F, G; under the fault G comes first.")
        {
            Decisions = new ReapInReverseOrder(),
        },
        new("refused-control-forgets-the-reap", ["K112"],
            "A control call that is refused on a zombie takes its engine's REAP away.",
            ["REAP-10"], ControlTier.T1,
            "E attached with REAP, T a zombie; D: control(E, STOP) = ESRCH, reap(T): E.report_reap must come; under the fault it does not.")
        {
            Decisions = new RefusedControlForgetsTheReap(),
        },
        new("latecomer-survives-the-reap", ["K113"],
            "A reap that was postponed leaves an engine attached that came meanwhile.",
            ["REAP-11"], ControlTier.T1,
            "report_death of E held, T reaped, F attached; release: barrier(F) must be ESRCH; the fault gives 0.")
        {
            Decisions = new LatecomerSurvivesTheReap(),
        },
    ];

    private sealed class KilledThreadMakesNoExitReport : Decisions
    {
        public override bool ReportsExit(Tracee tracee) => !tracee.WasKilled;
    }

    private sealed class DeathIsReportedBeforeIt : Decisions
    {
        public override bool DiesBeforeReport => false;
    }

    private sealed class DetachEndsTheDeathReport : Decisions
    {
        public override bool DeathReportGoesOnBehindDetach => false;
    }

    private sealed class RequestOutlivesTheDeath : Decisions
    {
        public override bool DeathEndsRequests => false;
    }

    private sealed class DeathStopHoldsTheDead : Decisions
    {
        public override bool OnlyDetachCountsInDeath => false;
    }

    private sealed class ZombieDetachChangesNothing : Decisions
    {
        public override bool DetachOfZombieTakesEffect => false;
    }

    private sealed class NoReapReportBehindADeathReport : Decisions
    {
        public override bool ReportsReap(Engine engine) => base.ReportsReap(engine) && (engine.Flags & UtraceEvents.Death) == 0;
    }

    private sealed class SelfReapIsNotReported : Decisions
    {
        public override bool ReportsReap(Engine engine) => base.ReportsReap(engine) && !engine.Target.ReapsItself;
    }

    private sealed class EngineWithoutReapStays : Decisions
    {
        public override bool ReapDetachesSilently => false;
    }

    private sealed class ReapInReverseOrder : Decisions
    {
        public override IEnumerable<Engine> ReapOrder(IEnumerable<Engine> engines) => engines.Reverse();
    }

    private sealed class RefusedControlForgetsTheReap : Decisions
    {
        public override bool RefusalKeepsReap => false;
    }

    private sealed class LatecomerSurvivesTheReap : Decisions
    {
        public override IEnumerable<Engine> EnginesToReap(TraceRecord record) => record.Attached;
    }
}
