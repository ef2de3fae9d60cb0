using Utrace.Reference.Tests.Support;

namespace Utrace.Reference.Tests;

/// <summary>The model's own promises hold in every interleaving of calls against passes, kills and reaps.</summary>
public sealed class RaceTests
{
    private static readonly string[] Actions = ["STOP", "RESUME", "REPORT", "INTERRUPT", "SINGLESTEP", "DETACH"];

    private static readonly string[] Results = ["STOP", "REPORT", "INTERRUPT", "DETACH"];

    public static IEnumerable<TestCaseData> ActionsAndResults() =>
        from action in Actions from result in Results select new TestCaseData(action, result);

    [TestCaseSource(nameof(ActionsAndResults))]
    public void Control_AgainstAPassWithAnotherEngine_KeepsEveryPromise(string action, string result) => Holds($$"""
        threads: { T: { program: [ exec, tick ] } }
        engines:
          E: { events: [QUIESCE, EXEC, SIGNAL_CORE], on: [ { callback: report_exec, return: {{result}} }, { callback: report_signal, return: RESUME|IGN } ] }
          F: { events: [EXEC] }
        actors:
          D: [ control: { engine: E, action: {{action}} }, barrier: E, control: { engine: E, action: RESUME } ]
          G: [ control: { engine: F, action: STOP }, control: { engine: F, action: RESUME } ]
        """);

    [TestCaseSource(nameof(ActionsAndResults))]
    public void Control_AgainstKillDeathAndReap_KeepsEveryPromise(string action, string result) => Holds($$"""
        threads: { T: { program: [ { syscall: { name: w } }, exit: 1 ] } }
        engines:
          E: { events: [QUIESCE, SYSCALL_ENTRY, EXIT, DEATH, REAP, SIGNAL_CORE], on: [ { callback: report_syscall_entry, return: {{result}} }, { callback: report_exit, return: {{result}} } ] }
        actors:
          D: [ control: { engine: E, action: {{action}} }, barrier: E, put: E ]
          K: [ kill: T, reap: T ]
        """);

    [TestCase("[]")]
    [TestCase("[DEATH]")]
    [TestCase("[QUIESCE, DEATH, REAP]")]
    public void SetEvents_AgainstDeathAndReap_KeepsEveryPromise(string events) => Holds($$"""
        threads: { T: { program: [ exit: 0 ] } }
        engines:
          E: { events: [REAP, DEATH] }
          F: { events: [DEATH] }
        actors:
          D: [ set_events: { engine: E, events: {{events}} }, barrier: E, control: { engine: F, action: DETACH } ]
          P: [ reap: T ]
        """);

    [Test]
    public void ExitGroups_OfTwoThreads_KeepEveryPromise() => Holds("""
        threads:
          T: { group: g, program: [ exit_group: 1 ] }
          U: { group: g, self_reap: true, program: [ exit_group: 2 ] }
        engines: { E: { thread: U, events: [QUIESCE, EXIT, DEATH, REAP], on: [ { callback: report_exit, return: STOP } ] } }
        actors: { D: [ control: { engine: E, action: STOP }, control: { engine: E, action: DETACH } ] }
        """);

    private static void Holds(string yaml)
    {
        var run = Exploration.Of(yaml);
        Assert.That(run.Breach, Is.Null, run.Breach?.Log);
        Assert.That(run.Ends, Is.Not.Empty);
    }
}
