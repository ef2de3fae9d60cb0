using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Running;

/// <summary>
/// Whether what the threaded implementation tells of its steps is true: the reduction is only as good as that. Logs are compared but for
/// the order of calls that begin at one place: nobody can tell which came first.
/// </summary>
public sealed class ControlledSearchTests
{
    private const int LargeFamiliesTaken = 20;
    private const int UnreducedMost = 60;

    private static readonly string[] FamilyWords = [Capability.Clone, Capability.Vfork, Capability.ExecMt, Capability.Parent, Capability.Pid, Capability.Proposed];

    private static readonly RunOptions Options = new(1, ControlTier.T2, new DeadlineUnit(TimeSpan.FromMilliseconds(100)));

    private static IEnumerable<Scenario> Small => BundledScenarios.OfThreaded.Where(s => !IsLarge(s));

    [Test]
    public void Reduced_and_unreduced_searches_of_small_scenarios_give_the_same_logs()
    {
        var compared = 0;
        foreach (var scenario in Small.Where((_, i) => i % 3 == 0))
        {
            var (full, all) = Search(scenario, SearchPolicy.Unreduced, UnreducedMost);
            if (!full.IsExhausted)
            {
                continue;
            }

            var (reduced, some) = Search(scenario, SearchPolicy.Systematic, UnreducedMost);
            Assert.That(reduced.IsExhausted, scenario.Id);
            Assert.That(some, Is.EqualTo(all), scenario.Id);
            Assert.That(reduced.Classes, Is.EqualTo(full.Classes), scenario.Id);
            compared++;
        }

        TestContext.Out.WriteLine($"{compared} scenarios compared.");
        Assert.That(compared, Is.GreaterThan(30));
    }

    [Test]
    public void Samples_of_exhausted_scenarios_give_no_log_that_the_reduced_search_did_not()
    {
        var compared = 0;
        foreach (var scenario in Small.Where((_, i) => i % 6 == 0).Concat(Stride(LargeFamiliesTaken)))
        {
            var (reduced, all) = Search(scenario, SearchPolicy.Systematic, UnreducedMost);
            if (reduced.IsExhausted)
            {
                Assert.That(Search(scenario, SearchPolicy.Portfolio, 12).Logs, Is.SubsetOf(all), scenario.Id);
                compared++;
            }
        }

        Assert.That(compared, Is.GreaterThan(35));
    }

    [Test]
    public void Two_neighbouring_steps_that_are_told_to_be_independent_can_change_places() =>
        Assert.That(Swap(Stride(LargeFamiliesTaken).Concat(Small.Where((_, i) => i % 8 == 0)), seed: 5, pairs: 4), Is.GreaterThan(60));

    /// <summary>Threads that come to be in the midst of a schedule, that reap each other, take over pids and tell wake-ups.</summary>
    [Test]
    public void So_they_can_where_threads_have_a_family() =>
        Assert.That(Swap(Small.Where(s => s.Needs.Any(FamilyWords.Contains)), seed: 6, pairs: 4), Is.GreaterThan(100));

    private static int Swap(IEnumerable<Scenario> scenarios, ulong seed, int pairs)
    {
        var random = new SplitMix(seed);
        var swapped = 0;
        foreach (var scenario in scenarios)
        {
            var program = new ControlledScenario(new ThreadedAdapter(), scenario, Options);
            var observer = new SearchObserver(program.Contexts, 5_000) { Strategy = new global::Utrace.Conformance.Scheduling.RandomWalk(random.Next()) };
            observer.Begin();
            var run = program.Run(observer);
            foreach (var step in Swappable(observer.Trace).OrderBy(_ => random.Next()).Take(pairs))
            {
                var choices = run.Choices.SetItem(step, run.Choices[step + 1]).SetItem(step + 1, run.Choices[step]);
                var replay = new Replay(choices);
                var again = new SearchObserver(program.Contexts, 5_000) { Strategy = replay };
                again.Begin();
                var other = program.Run(again);
                var what = $"{scenario.Id}: {string.Join(' ', run.Choices)}, step {step}";
                Assert.That(replay.Misfit, Is.Null, what);
                Assert.That(Key(other.Run), Is.EqualTo(Key(run.Run)), what);
                Assert.That(again.Trace.Fingerprint, Is.EqualTo(observer.Trace.Fingerprint), what);
                swapped++;
            }
        }

        TestContext.Out.WriteLine($"{swapped} pairs swapped.");
        return swapped;
    }

    private static (ScheduleCoverage Coverage, SortedSet<string> Logs) Search(Scenario scenario, SearchPolicy policy, long most)
    {
        var logs = new SortedSet<string>(StringComparer.Ordinal);
        var budget = new ScheduleBudget { Policy = policy, MaxSchedules = most };
        var coverage = ScheduleSearch.Run(new ControlledScenario(new ThreadedAdapter(), scenario, Options), budget, r =>
        {
            logs.Add(Key(r.Value.Run));
            return true;
        });
        return (coverage, logs);
    }

    /// <summary>The steps that could as well come after the next one.</summary>
    private static IEnumerable<int> Swappable(StepTrace trace)
    {
        for (var i = 0; i + 1 < trace.Count; i++)
        {
            var (first, second) = (trace[i], trace[i + 1]);
            if (!trace.HappensBefore(i, i + 1) && (first.Enabled >> second.Choice & 1) != 0)
            {
                yield return i;
            }
        }
    }

    private static string Key(RunOutcome run) => $"{run.Status} {string.Join('\n', Settled(run.Events))}";

    private static IEnumerable<LogEvent> Settled(IEnumerable<LogEvent> log)
    {
        var begun = new List<LogEvent>();
        foreach (var line in log)
        {
            if (line is CallBegan)
            {
                begun.Add(line);
                continue;
            }

            foreach (var call in begun.OrderBy(c => c.ToString(), StringComparer.Ordinal))
            {
                yield return call;
            }

            begun.Clear();
            yield return line;
        }
    }

    private static IEnumerable<Scenario> Stride(int count)
    {
        var large = BundledScenarios.OfThreaded.Where(IsLarge).ToArray();
        return large.Where((_, i) => i % Math.Max(1, large.Length / count) == 0);
    }

    private static bool IsLarge(Scenario scenario) => scenario.Id.StartsWith("pairs/", StringComparison.Ordinal);
}
