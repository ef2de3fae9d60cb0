using Utrace.Conformance.Monitors;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Monitors;

/// <summary>Allowed logs that are too rare to be drawn: a call's effect may lie anywhere between its call and ret lines.</summary>
public sealed class MonitorFreedomTests
{
    [Test]
    public void Check_DetachThatTakesEffectLate_Silent()
    {
        const string Log = """
            D open go
            T enter exec
            T begin E.report_quiesce(RESUME, EXEC)
            T end E.report_quiesce = RESUME
            T begin E.report_exec(RESUME)
            T open e-in
            T end E.report_exec = RESUME
            T done exec
            D call control(E, DETACH)
            T enter exec
            T begin E.report_quiesce(RESUME, EXEC)
            T end E.report_quiesce = RESUME
            T begin E.report_exec(RESUME)
            T end E.report_exec = RESUME
            T done exec
            D ret control(E, DETACH) = EINPROGRESS
            T tick
            * end T=running
            """;
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, "detach/unload-a-client", StringComparison.Ordinal));

        Assert.That(MonitorRun.Check(scenario, LogParser.Parse(Log, "late.log").Log!.Lines), Is.Empty);
    }
}
