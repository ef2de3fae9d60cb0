using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Replaying;
using Utrace.Conformance.Running;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Verdicts;
using Utrace.Conformance.Verdicts.Scheduled;

namespace Utrace.Conformance.Tests.Verdicts.Scheduled;

/// <summary>The race of 2010 in real threads under the kit's schedules.</summary>
public sealed class ThreadedScheduleTests
{
    private static readonly CertifyOptions Options = new(new DeadlineUnit(TimeSpan.FromMilliseconds(50))) { Tier = ControlTier.T2 };

    [Test]
    public void TheLostResume_IsMinimised_AndItsLineReplays()
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, "resume/lost-resume-one-engine@entry", StringComparison.Ordinal));
        var adapter = new ThreadedAdapter(Faults.Find("lost-resume"));
        var models = ModelCache.Normative();
        var verdict = new Certifier(models).Certify([scenario], [adapter], Options).Verdicts.Single();
        var failure = verdict.Schedules!.Failures.Single();
        var line = ReplayLine.Read(failure.Replay);
        var smaller = ScenarioCut.Without(scenario, line.Without)!;
        var replayed = ReplayRun.Run(models.Fresh(smaller), adapter, line.Steps, Options with { Seed = line.Seed }, 100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Violation));
            Assert.That(verdict.Blamed, Does.Contain("RESUME-03").And.Contain("STOP-13"));
            Assert.That((failure.Shown.Preemptions, failure.IsFewest), Is.EqualTo((1, (bool?)true)));
            Assert.That(failure.Windows, Is.EqualTo(new[] { "T at N4-S1" }));
            Assert.That(line.Steps, Has.Length.LessThan(failure.Shown.Steps));
            Assert.That((replayed.Reproduced, replayed.Logs), Is.EqualTo((100, 1)));
        }
    }

    [Test]
    public void TheSameRun_GivesTheSameVerdict()
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, "resume/lost-resume-one-engine@exit", StringComparison.Ordinal));
        var verdicts = Enumerable.Range(0, 3).Select(_ =>
            new Certifier(ModelCache.Normative()).Certify([scenario], [new ThreadedAdapter(Faults.Find("lost-resume"))], Options).Verdicts.Single());
        Assert.That(verdicts.Select(v => v.Schedules!.Failures[0].Replay + v.Evidence!.Diagram).Distinct(StringComparer.Ordinal), Has.Exactly(1).Items);
    }
}
