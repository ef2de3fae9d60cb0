using Utrace.Reference.Tests.Support;

namespace Utrace.Reference.Tests;

/// <summary>Passes, masks, barrier, attach, examine.</summary>
public sealed class PassTests
{
    [Test]
    public void Exec_QuiesceComesFirst_InAttachOrder()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec ] } }
            engines: { E: { events: [QUIESCE, EXEC] }, F: { events: [EXEC] } }
            """);
        Assert.That(run.Log, Is.EqualTo(new[]
        {
            "T enter exec", "T begin E.report_quiesce(RESUME, EXEC)", "T end E.report_quiesce = RESUME",
            "T begin E.report_exec(RESUME)", "T end E.report_exec = RESUME",
            "T begin F.report_exec(RESUME)", "T end F.report_exec = RESUME", "T done exec", "* end T=running",
        }));
    }

    [Test]
    public void SyscallEntry_IsReversed_AndTheLastEngineDecides()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ { syscall: { name: w } } ] } }
            engines:
              E: { events: [QUIESCE] }
              F: { events: [SYSCALL_ENTRY], on: [ { callback: report_syscall_entry, return: RESUME|ABORT } ] }
              G: { events: [SYSCALL_ENTRY] }
            """);
        Assert.That(run.Lines, Does.Contain("T abort syscall w").And.Not.Contain("T body syscall w"));
        Assert.That(run.Log.Take(3), Is.EqualTo(new[] { "T enter syscall w", "T begin G.report_syscall_entry(RESUME)", "T end G.report_syscall_entry = RESUME" }));
    }

    [Test]
    public void SyscallEntry_QuiesceResultOfANeighbour_UndoesTheAbortInRhel6()
    {
        const string Yaml = """
            threads: { T: { program: [ { syscall: { name: w } } ] } }
            engines:
              E: { events: [QUIESCE] }
              F: { events: [SYSCALL_ENTRY], on: [ { callback: report_syscall_entry, return: RESUME|ABORT } ] }
            """;
        Assert.That(Exploration.Of(Yaml, Profile.Rhel6).Lines, Does.Contain("T body syscall w"));
        Assert.That(Exploration.Of(Yaml).Lines, Does.Not.Contain("T body syscall w"));
    }

    [Test]
    public void SyscallEntry_StopThenReport_IsRepeatedWithResumed()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ { syscall: { name: w } } ] } }
            engines: { E: { events: [QUIESCE, SYSCALL_ENTRY], on: [ { callback: report_syscall_entry, occurrence: 1, return: STOP } ] } }
            actors: { D: [ await: { thread: T, state: tstopped }, control: { engine: E, action: REPORT } ] }
            """);
        Assert.That(run.Breach, Is.Null);
        Assert.That(run.Lines, Does.Contain("T begin E.report_syscall_entry(RESUME|RESUMED)"));
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=running" }));
    }

    [Test]
    public void SyscallEntry_KillDuringTheStop_NeverRunsTheBody()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ { syscall: { name: w } } ] } }
            engines: { E: { events: [SYSCALL_ENTRY], on: [ { callback: report_syscall_entry, return: STOP } ] } }
            actors: { D: [ await: { thread: T, state: tstopped }, kill: T ] }
            """);
        Assert.That(run.Lines, Does.Not.Contain("T body syscall w"));
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=zombie" }));
    }

    [Test]
    public void SetEvents_DroppingTheOpenCallback_IsInProgress()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec ] } }
            engines: { E: { events: [EXEC], on: [ { callback: report_exec, do: [ open: in, await: go ] } ] } }
            actors: { D: [ await: in, set_events: { engine: E, events: [] }, set_events: { engine: E, events: [REAP] }, open: go ] }
            """);
        Assert.That(run.Lines, Does.Contain("D ret set_events(E, 0) = EINPROGRESS").And.Not.Contain("D ret set_events(E, 0) = 0"));
        Assert.That(run.Lines, Does.Contain("D ret set_events(E, REAP) = 0").And.Not.Contain("D ret set_events(E, REAP) = EINPROGRESS"));
    }

    [Test]
    public void Barrier_WhileACallbackIsHeld_OnlyReturnsWhenInterrupted()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec ] } }
            engines: { E: { events: [EXEC], on: [ { callback: report_exec, do: [ open: in, await: go ] } ] }, F: { events: [EXEC] } }
            actors:
              D: [ await: in, barrier: F, barrier: E, barrier: E, open: over ]
              I: [ await: in, settle, interrupt: D, settle, open: go, await: over ]
            """);
        Assert.That(run.Breach, Is.Null, run.Breach?.Log);
        Assert.That(run.Lines, Does.Contain("D ret barrier(E) = ERESTARTSYS").And.Contain("D ret barrier(E) = 0").And.Contain("D ret barrier(F) = 0"));
        Assert.That(run.Shows("D ret barrier(E) = 0", "T end E.report_exec = RESUME"), Is.False);
    }

    [Test]
    public void Attach_InACallback_IsNotEligibleForThePassInProgress()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec, exec ] } }
            engines:
              E: { events: [EXEC], on: [ { callback: report_exec, occurrence: 1, do: [ attach: { thread: T, engine: F, flags: [CREATE] }, set_events: { engine: F, events: [EXEC] } ] } ] }
              F: { attached: false }
            """);
        Assert.That(run.Log.Count(l => l.Contains("begin F.report_exec", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(run.Shows("T begin F.report_exec(RESUME)", "T enter exec"), Is.False);
    }

    [Test]
    public void Attach_ExclusiveByTwo_HasOneWinner()
    {
        var run = Exploration.Of("""
            threads: { T: {} }
            engines: { E: { attached: false }, F: { attached: false } }
            actors:
              D: [ attach: { thread: T, engine: E, flags: [CREATE, EXCLUSIVE] } ]
              G: [ attach: { thread: T, engine: F, flags: [CREATE, EXCLUSIVE] } ]
            """);
        Assert.That(run.Lines.Count(l => l.EndsWith("= EEXIST", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(run.Lines.Count(l => l.EndsWith("= E", StringComparison.Ordinal) || l.EndsWith("= F", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void Attach_WhileTheThreadIsReaped_NeverLeavesAnEngineBehind()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exit: 0 ] } }
            engines: { E: { attached: false } }
            actors: { P: [ reap: T ], D: [ attach: { thread: T, engine: E, flags: [CREATE] }, settle, control: { engine: E, action: RESUME }, attach: { thread: T, flags: [] } ] }
            """);
        Assert.That(run.Lines, Does.Contain("D ret control(E, RESUME) = ESRCH").And.Not.Contain("D ret control(E, RESUME) = 0"));
        Assert.That(run.Lines, Does.Not.Contain("D ret attach(T, 0) = E"));
    }

    [Test]
    public void Examine_AcrossAnotherStop_IsRefused()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ exec, exec ] } }
            engines: { E: { events: [EXEC], on: [ { callback: report_exec, return: STOP } ] } }
            actors:
              D:
                - await: { thread: T, state: tstopped }
                - prepare_examine: E
                - control: { engine: E, action: RESUME }
                - settle
                - finish_examine: E
            """);
        Assert.That(run.Lines, Does.Contain("D ret prepare_examine(E) = 0").And.Contain("D ret finish_examine(E) = EAGAIN"));
        Assert.That(run.Lines, Does.Not.Contain("D ret finish_examine(E) = 0"));
    }

    [Test]
    public void Mask_WithACallbackThatTheTableLacks_MakesNone() => Assert.That(
        Exploration.Of("""
            threads: { T: { program: [ exec ] } }
            engines: { E: { events: [EXEC], callbacks: [ report_exec ] } }
            actors: { D: [ set_events: { engine: E, events: [EXEC] } ] }
            """).Lines,
        Does.Contain("T begin E.report_exec(RESUME)"));
}
