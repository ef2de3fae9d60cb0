using Utrace.Reference.Tests.Support;

namespace Utrace.Reference.Tests;

public sealed class ControlTests
{
    [Test]
    public void Stop_OnARunningThread_IsInProgressAndStopsIt()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ tick ] } }
            engines: { E: { events: [QUIESCE], on: [ { callback: report_quiesce, return: STOP } ] } }
            actors: { D: [ control: { engine: E, action: STOP } ] }
            """);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Lines, Does.Contain("D ret control(E, STOP) = EINPROGRESS"));
        Assert.That(run.Lines, Does.Not.Contain("D ret control(E, STOP) = 0"));
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=tstopped" }));
    }

    [Test]
    public void Stop_WithoutQuiesce_StopsInTheModelAndNotInRhel6()
    {
        const string Yaml = """
            threads: { T: {} }
            engines: { E: { events: [EXEC] } }
            actors: { D: [ control: { engine: E, action: STOP } ] }
            """;
        Assert.That(Exploration.Of(Yaml).Ends, Is.EqualTo(new[] { "* end T=tstopped" }));
        Assert.That(Exploration.Of(Yaml, Profile.Rhel6).Ends, Is.EqualTo(new[] { "* end T=running" }));
    }

    [Test]
    public void Stop_WithAResultOfResume_IsWithdrawn()
    {
        var run = Exploration.Of("""
            threads: { T: {} }
            engines: { E: { events: [QUIESCE] } }
            actors: { D: [ control: { engine: E, action: STOP } ] }
            """);

        // The request may also come behind the callback's result, which does not withdraw it; then it stops or asks again.
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=running" }));
    }

    [Test]
    public void Resume_OfOneOfTwoHolders_DoesNotWake()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec, tick ] } }
            engines:
              E: { events: [EXEC], on: [ { callback: report_exec, return: STOP } ] }
              F: { events: [EXEC], on: [ { callback: report_exec, return: STOP } ] }
            actors: { D: [ await: { thread: T, state: tstopped }, control: { engine: E, action: RESUME } ] }
            """);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Lines, Does.Not.Contain("T tick"));
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=tstopped" }));
    }

    [TestCase("7", "EINVAL")]
    [TestCase("REPORT", "EINVAL")]
    [TestCase("SINGLESTEP", "EINVAL")]
    [TestCase("INTERRUPT", "0")]
    [TestCase("RESUME", "0")]
    public void Control_WithoutQuiesce_RefusesOnlyWhatNeedsIt(string action, string result)
    {
        var run = Exploration.Of($$"""
            threads: { T: {} }
            engines: { E: { events: [EXEC] } }
            actors: { D: [ control: { engine: E, action: {{action}} } ] }
            """);
        Assert.That(run.Lines, Is.EqualTo(new[] { $"D call control(E, {action})", $"D ret control(E, {action}) = {result}" }));
    }

    [Test]
    public void Detach_WhileACallbackIsHeld_IsInProgressAndReleasesWhenItEnds()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec, exec ] } }
            engines: { E: { events: [EXEC], on: [ { callback: report_exec, do: [ open: in, await: go ], return: STOP } ] } }
            actors:
              D:
                - await: in
                - control: { engine: E, action: DETACH }
                - control: { engine: E, action: RESUME }
                - open: go
                - barrier: E
                - put: E
            """);
        Assert.That(run.Breach, Is.Null, run.Breach?.Log);
        Assert.That(run.Lines, Does.Contain("D ret control(E, DETACH) = EINPROGRESS"));
        Assert.That(run.Lines, Does.Not.Contain("D ret control(E, DETACH) = 0"));
        Assert.That(run.Lines, Does.Contain("D ret control(E, RESUME) = ESRCH"));
        Assert.That(run.Lines, Does.Contain("D ret barrier(E) = ESRCH").And.Contain("D ret barrier(E) = 0").And.Contain("* release E"));
        Assert.That(run.Shows("D ret barrier(E) = 0", "T end E.report_exec = STOP"), Is.False);
        Assert.That(run.Shows("* release E", "T end E.report_exec = STOP"), Is.False);
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=running" }));
    }

    [Test]
    public void Detach_OfARunningThread_NeverLetsACallbackBeginAfterZero()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec ] } }
            engines: { E: { events: [QUIESCE, EXEC] } }
            actors: { D: [ control: { engine: E, action: DETACH } ] }
            """);
        Assert.That(run.Breach, Is.Null, run.Breach?.Log);
        Assert.That(run.Lines, Does.Contain("D ret control(E, DETACH) = 0").And.Contain("D ret control(E, DETACH) = EINPROGRESS"));
    }

    [Test]
    public void Detach_InTheOwnCallback_MaySayEither()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec ] } }
            engines: { E: { events: [EXEC], on: [ { callback: report_exec, do: [ control: { engine: E, action: DETACH } ] } ] } }
            """);
        Assert.That(run.Breach, Is.Null, run.Breach?.Log);
        Assert.That(run.Rules, Does.Contain(Rule.C8DetachOwn));
        Assert.That(run.Lines, Does.Contain("T ret control(E, DETACH) = 0").And.Contain("T ret control(E, DETACH) = EINPROGRESS"));
    }

    [Test]
    public void Interrupt_EndsAnInterruptibleSleepOnly()
    {
        static string Yaml(string sleep) => $$"""
            threads: { T: { program: [ { syscall: { name: read, sleep: {{sleep}}, until: data } } ] } }
            engines: { E: { events: [QUIESCE] } }
            actors: { D: [ await: { thread: T, state: sleeping }, control: { engine: E, action: INTERRUPT } ], O: [ await: { thread: T, state: zombie }, open: data ] }
            """;
        var run = Exploration.Of(Yaml("interruptible"));
        Assert.That(run.Lines, Does.Contain("T interrupt syscall read").And.Contain("T begin E.report_signal(RESUME|REPORT, 0)"));
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=running" }));
        Assert.That(Exploration.Of(Yaml("uninterruptible")).Ends, Is.EqualTo(new[] { "* end T=sleeping" }));
    }

    [Test]
    public void SingleStep_TrapsAfterOneTickAndKillsUnlessIgnored()
    {
        static string Yaml(string rule) => $$"""
            threads: { T: { program: [ await: go, tick, tick ] } }
            engines: { E: { events: [QUIESCE, SIGNAL_CORE], on: [ { callback: report_signal, event: SIGNAL_CORE, return: {{rule}} } ] } }
            actors: { D: [ control: { engine: E, action: SINGLESTEP }, settle, open: go ] }
            """;
        var ignored = Exploration.Of(Yaml("RESUME|IGN"));
        Assert.That(ignored.Lines, Does.Contain("T begin E.report_signal(RESUME|CORE, SIGNAL_CORE, SIGTRAP, default, default)"));
        Assert.That(ignored.Ends, Is.EqualTo(new[] { "* end T=running" }));
        Assert.That(Exploration.Of(Yaml("RESUME|CORE")).Ends, Is.EqualTo(new[] { "* end T=zombie" }));
        Assert.That(Exploration.Of(Yaml("RESUME")).Ends, Is.EqualTo(new[] { "* end T=zombie" }));
    }

    [Test]
    public void Report_ResultBesideAStop_ComesAgainAfterTheStop()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ await: go, tick ] } }
            engines:
              E: { events: [QUIESCE], on: [ { callback: report_quiesce, occurrence: 1, return: REPORT }, { callback: report_quiesce, occurrence: 2, do: [ open: again ] } ] }
              F: { events: [QUIESCE], on: [ { callback: report_quiesce, occurrence: 1, return: STOP } ] }
            actors:
              D: [ control: { engine: E, action: REPORT }, await: { thread: T, state: tstopped }, control: { engine: F, action: RESUME }, await: again, open: go ]
            """);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=running" }));
        Assert.That(run.Lines, Does.Contain("T tick"));
    }
}
