using System.Globalization;
using Utrace.Conformance.Families;
using Utrace.Conformance.Monitors;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Monitors;

/// <summary>No monitor fires on a log that the normative model can show: drawn interleavings of every bundled scenario.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class MonitorSoundnessTests
{
    private static int Walks => int.TryParse(Environment.GetEnvironmentVariable("UTRACE_MONITOR_WALKS"), CultureInfo.InvariantCulture, out var n) ? n : 20;

    private static int WalksOfALargeFamilysCase => Math.Max(1, Walks / 5);

    [TestCaseSource(nameof(Batches))]
    public void Check_LogsOfTheModel_Silent(Family batch)
    {
        var walks = batch.HasOneSnapshot ? WalksOfALargeFamilysCase : Walks;
        foreach (var scenario in batch.Cases)
        {
            var model = UtraceModel.Create(scenario);
            for (var seed = 1u; seed <= walks; seed++)
            {
                if (ModelWalk.Log(model, seed) is { } log)
                {
                    var findings = MonitorRun.Check(scenario, log);
                    Assert.That(findings, Is.Empty, () => $"{scenario.Id}, seed {seed}\n{string.Join('\n', log)}");
                }
            }
        }
    }

    /// <summary>A run that is cut short breaks nothing by that. One value in seven of a large family stands for the others.</summary>
    [TestCaseSource(nameof(Batches))]
    public void Check_EveryBeginningOfALogOfTheModel_Silent(Family batch)
    {
        foreach (var scenario in batch.Cases.Where((_, n) => n % 7 == 0))
        {
            if (ModelWalk.Log(UtraceModel.Create(scenario), seed: 7) is { } log)
            {
                for (var length = 0; length < Math.Min(log.Count, 150); length++)
                {
                    Assert.That(MonitorRun.Check(scenario, [.. log.Take(length)]), Is.Empty, () => $"{scenario.Id}\n{string.Join('\n', log.Take(length))}");
                }
            }
        }
    }

    /// <summary>At a settle nothing moves but who asked for it: as still as a run that is given up. What the model lets wait there breaks nothing.</summary>
    [TestCaseSource(nameof(Batches))]
    public void CheckHung_EveryRestOfALogOfTheModel_Silent(Family batch)
    {
        foreach (var scenario in batch.Cases.Where((_, n) => n % 7 == 0))
        {
            for (var seed = 1u; seed <= WalksOfALargeFamilysCase; seed++)
            {
                if (ModelWalk.Log(UtraceModel.Create(scenario), seed) is not { } log)
                {
                    continue;
                }

                for (var rest = 0; rest < log.Count; rest++)
                {
                    if (log[rest] is Settled or Ended)
                    {
                        Assert.That(MonitorRun.CheckHung(scenario, [.. log.Take(rest)]), Is.Empty, () => $"{scenario.Id}\n{string.Join('\n', log.Take(rest))}");
                    }
                }
            }
        }
    }

    private static IEnumerable<TestCaseData> Batches() =>
        BundledScenarios.Batches.Select(b => new TestCaseData(b).SetArgDisplayNames(b.Id));
}
