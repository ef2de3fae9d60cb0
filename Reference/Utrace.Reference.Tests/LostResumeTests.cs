using Utrace.Reference.Tests.Support;

namespace Utrace.Reference.Tests;

/// <summary>The race of 2010-06-23 in the model itself: a STOP result, a barrier that passed, a RESUME, and a thread that sleeps for ever.</summary>
public sealed class LostResumeTests
{
    private static readonly string[] Passes = ["quiesce", "alone", "entry", "exit"];

    [TestCaseSource(nameof(Passes))]
    public void Normative_ResumeAfterBarrier_NeverLeavesTheThreadStopped(string pass)
    {
        var run = Exploration.Of(Scenario(pass));
        Assert.That(run.Breach, Is.Null, run.Breach?.Log);
        Assert.That(run.Ends, Is.EqualTo(new[] { pass is "exit" ? "* end T=zombie" : "* end T=running" }));
    }

    [TestCase("alone")]
    [TestCase("entry")]
    [TestCase("exit")]
    public void Rhel6_ResumeAfterBarrier_LeavesAnOrphanStop(string pass)
    {
        var run = Exploration.Of(Scenario(pass), Profile.Rhel6);
        Assert.That(run.Breach?.Breach.Guarantee, Is.EqualTo("STOP-13"));
        Assert.That(run.Ends, Does.Contain("* end T=tstopped"));
    }

    /// <summary>RHEL 6 computes its union again at the end of a quiesce(0) pass: while a later callback is open, nothing is lost.</summary>
    [Test]
    public void Rhel6_ResumeWhileALaterQuiesceIsOpen_IsHarmless() =>
        Assert.That(Exploration.Of(Scenario("quiesce"), Profile.Rhel6).Breach, Is.Null);

    [TestCaseSource(nameof(Passes))]
    public void Upstream_ResumeAfterBarrier_LeavesAnOrphanStop(string pass) =>
        Assert.That(Exploration.Of(Scenario(pass), Profile.Upstream201010).Breach?.Breach.Guarantee, Is.EqualTo("STOP-13"));

    [Test]
    public void Resume_WithTheMarkClearedToo_IsEnoughForThisRace() =>
        Assert.That(Exploration.Of(UtraceModel.Create(Exploration.Load(Scenario("entry")), Fix.F01)).Breach, Is.Null);

    /// <summary>E stops in the pass; F, which comes later in it, is held open while D resumes E.</summary>
    private static string Scenario(string pass)
    {
        // The entry pass goes in reverse order, so that there the later engine is the one attached first.
        var (callback, events, program) = pass switch
        {
            "quiesce" or "alone" => ("report_quiesce", "QUIESCE", "[]"),
            "entry" => ("report_syscall_entry", "SYSCALL_ENTRY", "[ { syscall: { name: call } }, tick ]"),
            _ => ("report_exit", "EXIT", "[ { exit: 0 } ]"),
        };
        var e = $"  E: {{ events: [{events}], on: [ {{ callback: {callback}, occurrence: 1, do: [ {{ open: e-in }} ], return: STOP }} ] }}\n";
        var f = $"  F: {{ events: [{events}], on: [ {{ callback: {callback}, occurrence: 1, do: [ {{ await: go }} ] }} ] }}\n";
        if (pass is "alone")
        {
            f = "";
        }

        var request = events is "QUIESCE" ? "    - control: { engine: E, action: REPORT }\n" : "";
        return $"threads:\n  T: {{ program: {program} }}\nengines:\n{(pass is "entry" ? f + e : e + f)}actors:\n  D:\n{request}"
            + "    - await: e-in\n    - barrier: E\n    - control: { engine: E, action: RESUME }\n" + (f.Length > 0 ? "    - open: go\n" : "");
    }
}
