using Utrace.Reference.Tests.Support;

namespace Utrace.Reference.Tests;

/// <summary>Where the documents leave freedom, the normative model goes every way, and a historic profile its kernel's.</summary>
public sealed class OpenQuestionTests
{
    [Test]
    public void Union_WithAnEventThatNobodyWants_MayMakeAQuiescePass()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ await: go, exec ] } }
            engines: { E: { events: [QUIESCE, EXEC] } }
            actors: { D: [ set_events: { engine: E, events: [QUIESCE] }, open: go ] }
            """);
        Assert.That(run.Lines, Does.Contain("T begin E.report_quiesce(RESUME, EXEC)"));
        Assert.That(run.EveryRunShows("T begin E.report_quiesce(RESUME, EXEC)"), Is.False);
        Assert.That(run.Lines, Does.Not.Contain("T begin E.report_exec(RESUME)"));
    }

    [Test]
    public void Barrier_OnAMarkedEngineOfASleeper_AnswersOrWaits()
    {
        const string Yaml = """
            threads: { T: { program: [ { syscall: { name: r, sleep: uninterruptible, until: data } } ] } }
            engines: { E: { events: [EXEC] } }
            actors: { D: [ await: { thread: T, state: sleeping }, control: { engine: E, action: DETACH }, barrier: E ], O: [ await: { thread: T, state: zombie }, open: data ] }
            """;
        var run = Exploration.Of(Yaml);
        Assert.That(run.Lines, Does.Contain("D ret barrier(E) = 0").And.Contain("D ret barrier(E) = ESRCH"));
        Assert.That(run.Rules, Does.Contain(Rule.B4Marked));
        Assert.That(Exploration.Of(Yaml, Profile.Rhel6).Lines.Where(l => l.StartsWith("D ret barrier", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Kill_OfAThreadWithAMarkedEngine_MayReleaseItBeforeTheReap()
    {
        var run = Exploration.Of("""
            threads: { T: {} }
            engines: { E: {} }
            actors: { D: [ put: E, control: { engine: E, action: DETACH }, kill: T ] }
            """);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Lines, Does.Contain("* release E"));
        Assert.That(run.Rules, Does.Contain(Rule.X2CleanUp).And.Contain(Rule.G3CleanUp));
        Assert.That(run.EveryRunShows("* release E"), Is.False);
    }

    [Test]
    public void Detach_OfARunningThread_NeedNotCallTheNeighbours()
    {
        var run = Exploration.Of("""
            threads: { T: {} }
            engines: { E: { events: [EXEC] }, F: { events: [QUIESCE] } }
            actors: { D: [ control: { engine: E, action: DETACH } ] }
            """);
        Assert.That(run.Lines, Does.Contain("T begin F.report_quiesce(RESUME, 0)"));
        Assert.That(run.EveryRunShows("T begin F.report_quiesce(RESUME, 0)"), Is.False);
    }
}
