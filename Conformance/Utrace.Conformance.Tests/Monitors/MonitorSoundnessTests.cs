using System.Globalization;
using Utrace.Conformance.Monitors;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Reference;

namespace Utrace.Conformance.Tests.Monitors;

/// <summary>No monitor fires on a log that the normative model can show: drawn interleavings of every bundled scenario.</summary>
public sealed class MonitorSoundnessTests
{
    private static int Walks => int.TryParse(Environment.GetEnvironmentVariable("UTRACE_MONITOR_WALKS"), CultureInfo.InvariantCulture, out var n) ? n : 20;

    [TestCaseSource(nameof(Ids))]
    public void Check_LogsOfTheModel_Silent(string id)
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, id, StringComparison.Ordinal));
        var model = UtraceModel.Create(scenario);
        for (var seed = 1u; seed <= Walks; seed++)
        {
            if (ModelWalk.Log(model, seed) is { } log)
            {
                var findings = MonitorRun.Check(scenario, log);
                Assert.That(
                    findings,
                    Is.Empty,
                    () => $"seed {seed}\n{string.Join('\n', log)}");
            }
        }
    }

    private static IEnumerable<string> Ids() => BundledScenarios.All.Select(s => s.Id);
}
