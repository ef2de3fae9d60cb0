using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Verdicts;
using Utrace.Reference;

namespace Utrace.Conformance.Tests.Running;

/// <summary>The oracle that reads a log while it is written says what one says that reads it afterwards.</summary>
public sealed class FollowTests
{
    private static readonly DeadlineUnit Unit = new(TimeSpan.FromMilliseconds(50));

    private static readonly string[] Areas = ["resume", "report", "stop", "barrier"];

    [Test]
    public void Oracle_has_read_some_lines_before_the_others_are_written()
    {
        var scenario = BundledScenarios.OfThreaded.First(s => s.Id.StartsWith("resume/lost-resume", StringComparison.Ordinal));
        OracleRun? oracle = null;
        var options = new RunOptions(1, ControlTier.T2, Unit) { Follow = () => oracle = new OracleRun(UtraceModel.Create(scenario)) };
        var read = new List<long>();
        var outcome = new ControlledScenario(new ThreadedAdapter(), scenario, options).Run(new Watching(() => read.Add(oracle!.Consumed)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Run.Followed, Is.SameAs(oracle));
            Assert.That((oracle!.Status, oracle.Consumed), Is.EqualTo((OracleStatus.Ended, (long)outcome.Run.Events.Length)));
            Assert.That(outcome.Run.IsRefused, Is.False);
            Assert.That(read, Is.Ordered);
            Assert.That(read.Distinct().Count(), Is.GreaterThan(5), "at each choice it had read what was written until then");
        }
    }

    [TestCase("lost-resume")]
    [TestCase("stop-answers-zero-too-early")]
    [TestCase("last-action-wins")]
    [TestCase(null)]
    public void Judgement_online_is_that_of_the_log(string? fault)
    {
        var adapter = fault is null ? new ThreadedAdapter() : new ThreadedAdapter(Faults.All.Single(f => string.Equals(f.Name, fault, StringComparison.Ordinal)));
        var refused = 0;
        foreach (var scenario in BundledScenarios.OfThreaded.Where(s => Areas.Contains(s.Id.Split('/')[0])))
        {
            var model = new CaseModel(scenario, UtraceModel.Create(scenario), static (_, _, _) => [], ExplorationOptions.Default);
            var run = Runner.Run(adapter, scenario, new RunOptions(1, ControlTier.T1, Unit) { DeadlineUnits = 10, Follow = model.Follow });
            var online = model.JudgeOnce(run.Events, run.IsStuck, run.Followed).Oracle;
            var offline = model.JudgeOnce(run.Events, run.IsStuck).Oracle;
            Assert.That((online.Kind, online.Consumed, online.Rejection?.Index), Is.EqualTo((offline.Kind, offline.Consumed, offline.Rejection?.Index)), scenario.Id);
            refused += run.IsRefused ? 1 : 0;
            if (fault is null)
            {
                Assert.That(run.IsRefused, Is.False, scenario.Id);
            }
        }

        Assert.That(refused > 0, Is.EqualTo(fault is not null), "a fault is seen while it happens");
    }

    private sealed class Watching(Action look) : IStrategy
    {
        public bool Begin() => true;

        public int Choose(in Decision decision)
        {
            look();
            return decision.Enabled[0];
        }

        public void Ran(ReadOnlySpan<Access> accesses)
        {
        }

        public void End()
        {
        }
    }
}
