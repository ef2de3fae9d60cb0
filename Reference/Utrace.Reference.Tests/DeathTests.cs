using Utrace.Reference.Tests.Support;

namespace Utrace.Reference.Tests;

/// <summary>Kill, exit, death, reap.</summary>
public sealed class DeathTests
{
    [Test]
    public void Reap_DuringTheDeathReport_IsPostponedAndDoesNotBlock()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exit: 3 ] } }
            engines: { E: { events: [DEATH, REAP], on: [ { callback: report_death, do: [ open: in, await: go ] } ] } }
            actors: { P: [ await: in, reap: T, control: { engine: E, action: DETACH }, open: go, barrier: E ] }
            """);
        Assert.That(run.Breach, Is.Null, run.Breach?.Log);
        Assert.That(run.Lines, Does.Contain("P ret reap(T) = 3").And.Contain("T begin E.report_reap()"));
        Assert.That(run.Lines, Does.Not.Contain("P begin E.report_reap()"));
        Assert.That(run.Shows("T begin E.report_reap()", "T end E.report_death = RESUME"), Is.False);
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=reaped" }));
    }

    /// <summary>The detach takes the last mask that asked for a death report, after T has seen that one is due: the reap is not postponed then, and T must not walk the engines beside it.</summary>
    [Test]
    public void Reap_BehindADetachThatEndsTheDeathReport_IsCoveredByTheMark()
    {
        const string Scenario = """
            threads: { T: { program: [ exit: 3 ] } }
            engines: { E: { events: [DEATH] }, F: { events: [REAP], on: [ { callback: report_reap } ] } }
            actors: { P: [ reap: T ], D: [ control: { engine: E, action: DETACH } ], B: [ barrier: F ] }
            """;
        var run = Exploration.Of(Scenario);
        Assert.That(run.Breach, Is.Null, run.Breach?.Log);
        Assert.That(run.Lines, Does.Contain("P begin F.report_reap()").And.Contain("T begin F.report_reap()").And.Contain("B ret barrier(F) = ESRCH"));
        Assert.That(Exploration.Of(UtraceModel.Create(Exploration.Load(Scenario), Fix.All & ~Fix.DeathDue)).Breach, Is.Not.Null);
    }

    [Test]
    public void Reap_OfASelfReapingThread_RunsInTheThreadItself()
    {
        var run = Exploration.Of("""
            threads: { T: { self_reap: true, program: [ exit: 0 ] } }
            engines: { E: { events: [DEATH, REAP] } }
            actors: { P: [ reap: T, put: E ] }
            """);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Lines, Does.Contain("P ret reap(T) = ECHILD").And.Contain("T begin E.report_reap()"));
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=reaped" }));
    }

    [Test]
    public void Reap_ByTwo_GivesTheStatusToOne()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exit: 4 ] } }
            engines: { E: { events: [REAP] } }
            actors: { P: [ reap: T ], Q: [ reap: T ] }
            """);
        Assert.That(run.Lines, Does.Contain("P ret reap(T) = 4").And.Contain("P ret reap(T) = ECHILD").And.Contain("Q ret reap(T) = 4"));
        Assert.That(run.Shows("P ret reap(T) = 4", "Q ret reap(T) = 4"), Is.False);
    }

    [Test]
    public void Kill_OfAStoppedThread_EndsItWithNine()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec, tick ] } }
            engines: { E: { events: [EXEC, EXIT, DEATH], on: [ { callback: report_exec, return: STOP } ] } }
            actors: { D: [ await: { thread: T, state: tstopped }, kill: T, reap: T ] }
            """);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Lines, Does.Contain("D ret reap(T) = 9").And.Contain("T begin E.report_exit(STOP, 9, 9)").And.Contain("T begin E.report_exit(RESUME, 9, 9)"));
        Assert.That(run.Lines, Does.Not.Contain("T tick"));
    }

    [Test]
    public void ExitGroup_TakesAHeldThreadAlong_WithTheSameStatus()
    {
        var run = Exploration.Of("""
            threads:
              T: { group: g, program: [ await: held, exit_group: 3 ] }
              U: { group: g, program: [ syscall, tick ] }
            engines: { E: { thread: U, events: [SYSCALL_EXIT], on: [ { callback: report_syscall_exit, return: STOP } ] } }
            actors: { D: [ await: { thread: U, state: tstopped }, open: held, reap: T, reap: U ] }
            """);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Lines, Does.Contain("D ret reap(T) = 3").And.Contain("D ret reap(U) = 3"));
        Assert.That(run.Lines, Does.Not.Contain("U tick"));
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=reaped U=reaped" }));
    }

    [Test]
    public void ReportExit_RewritesTheStatus_AndLaterEnginesSeeIt()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exit: 1 ] } }
            engines:
              E: { events: [EXIT], on: [ { callback: report_exit, code: 7 } ] }
              F: { events: [EXIT] }
            actors: { P: [ reap: T ] }
            """);
        Assert.That(run.Lines, Does.Contain("T begin F.report_exit(RESUME, 1, 7)").And.Contain("P ret reap(T) = 7"));
    }

    [Test]
    public void SetEvents_WhileTheDeathReportRuns_CannotDropDeath()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exit: 0 ] } }
            engines: { E: { events: [DEATH], on: [ { callback: report_death, do: [ open: in, await: go ] } ] } }
            actors: { D: [ await: in, set_events: { engine: E, events: [] }, control: { engine: E, action: DETACH }, open: go ] }
            """);
        Assert.That(run.Lines, Does.Contain("D ret set_events(E, 0) = EALREADY").And.Contain("D ret control(E, DETACH) = EALREADY"));
        Assert.That(run.Lines, Does.Not.Contain("D ret set_events(E, 0) = 0").And.Not.Contain("D ret control(E, DETACH) = 0"));
    }

    [Test]
    public void Detach_OfANeighbourOnTheExitPath_LosesADeathReportInRhel6Only()
    {
        const string Yaml = """
            threads: { T: { program: [ exit: 0 ] } }
            engines: { E: { events: [DEATH] }, F: { events: [DEATH] } }
            actors: { D: [ control: { engine: E, action: DETACH } ] }
            """;

        static bool LosesADeath(Exploration run) => !run.EveryRunShows("T begin F.report_death()");
        Assert.That(LosesADeath(Exploration.Of(Yaml)), Is.False);
        Assert.That(LosesADeath(Exploration.Of(Yaml, Profile.Rhel6)), Is.True);
    }

    [Test]
    public void Barrier_DuringReportReap_WaitsInTheModelAndNotInRhel6()
    {
        const string Yaml = """
            threads: { T: { program: [ exit: 0 ] } }
            engines: { E: { events: [REAP], on: [ { callback: report_reap, do: [ open: in, await: go ] } ] } }
            actors: { P: [ reap: T ], D: [ await: in, barrier: E ], G: [ await: in, settle, open: go ] }
            """;
        var run = Exploration.Of(Yaml);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Shows("D ret barrier(E) = 0", "P end E.report_reap"), Is.False);
        Assert.That(Exploration.Of(Yaml, Profile.Rhel6).Breach?.Breach.Guarantee, Is.EqualTo("BARRIER-01"));
    }

    [Test]
    public void Stop_InReportExitOfAKilledThread_IsAnOption()
    {
        var run = Exploration.Of("""
            threads: { T: {} }
            engines: { E: { events: [EXIT], on: [ { callback: report_exit, return: STOP } ] } }
            actors: { D: [ kill: T ] }
            """);
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=tstopped", "* end T=zombie" }));
    }
}
