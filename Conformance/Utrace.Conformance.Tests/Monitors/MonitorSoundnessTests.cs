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

    /// <summary>A run that is cut short breaks nothing by that.</summary>
    [TestCaseSource(nameof(Ids))]
    public void Check_EveryBeginningOfALogOfTheModel_Silent(string id)
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, id, StringComparison.Ordinal));
        if (ModelWalk.Log(UtraceModel.Create(scenario), seed: 7) is { } log)
        {
            for (var length = 0; length < Math.Min(log.Count, 150); length++)
            {
                Assert.That(MonitorRun.Check(scenario, [.. log.Take(length)]), Is.Empty, () => string.Join('\n', log.Take(length)));
            }
        }
    }

    private static IEnumerable<string> Ids() => BundledScenarios.All.Select(s => s.Id);
}
