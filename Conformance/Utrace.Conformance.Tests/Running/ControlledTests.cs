using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Reference;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Running;

/// <summary>The threaded implementation under the kit's schedules.</summary>
public sealed class ControlledTests
{
    private static readonly RunOptions Options = new(1, ControlTier.T2, new DeadlineUnit(TimeSpan.FromMilliseconds(50)));

    [Test]
    public void A_schedule_replays_to_the_same_log()
    {
        foreach (var scenario in BundledScenarios.All.Where(s => s.Id.StartsWith("resume/lost-resume", StringComparison.Ordinal)).Take(6))
        {
            var program = new ControlledScenario(new ThreadedAdapter(), scenario, Options);
            var first = program.Run(new global::Utrace.Conformance.Scheduling.RandomWalk(7));
            Assert.That(first.Run.Status, Is.EqualTo(RunStatus.Completed), $"{scenario.Id}: {first.Run.Detail}");
            for (var n = 0; n < 20; n++)
            {
                var replay = new Replay(first.Choices);
                var again = program.Run(replay);
                Assert.That(replay.Misfit, Is.Null);
                Assert.That(again.Run.Lines, Is.EqualTo(first.Run.Lines), scenario.Id);
            }
        }
    }

    [Test]
    public void Random_schedules_of_every_scenario_are_explained_by_the_model()
    {
        var wrong = BundledScenarios.OfThreaded.AsParallel().AsOrdered().Select(Wrong).OfType<string>();
        Assert.That(wrong, Is.Empty);

        static string? Wrong(Scenario scenario)
        {
            var program = new ControlledScenario(new ThreadedAdapter(), scenario, Options);
            var oracle = new LogOracle(UtraceModel.Create(scenario));
            var walk = new global::Utrace.Conformance.Scheduling.RandomWalk(11);
            for (var n = 0; n < 10; n++)
            {
                var run = program.Run(walk);
                var judgement = run.Run.Status is RunStatus.Completed ? oracle.Judge(run.Run.Events) : null;
                if (judgement is not { Kind: JudgementKind.Accepted })
                {
                    return $"{scenario.Id}: {run.Run.Status} {run.Run.Detail} {judgement?.Rejection?.LineNumber} {judgement?.Rejection?.Line}\n    {string.Join("\n    ", run.Run.Lines)}\n    {string.Join(' ', run.Choices)}";
                }
            }

            return null;
        }
    }
}
