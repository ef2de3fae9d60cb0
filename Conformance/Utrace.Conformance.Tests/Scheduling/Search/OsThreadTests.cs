using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>The same searches on OS threads.</summary>
public sealed class OsThreadTests
{
    [Test]
    public void Writers_of_one_variable_have_as_many_traces_as_orders() => Expect(6, Repeat(3, c => c.Write("x", c.Number)));

    [Test]
    public void Writers_of_variables_of_their_own_have_one_trace() => Expect(1, Repeat(3, c =>
    {
        c.Write($"own {c.Number}", 1);
        c.Pause();
        c.Write($"own {c.Number}", 2);
    }));

    [Test]
    public void Sections_of_one_lock_that_others_find_taken_have_as_many_traces_as_orders_and_ways_to_wait()
    {
        var program = Repeat(2, c =>
        {
            c.Lock("lock");
            c.Pause();
            c.Saw(c.Read("x"));
            c.Write("x", c.Number + 1);
            c.Pause();
            c.Unlock("lock");
        });
        var (coverage, outcomes) = Expect(null, program);
        Assert.That(outcomes, Is.EqualTo(["c0:0,0 c1:1,1", "c0:2,2 c1:0,0"]));
        Assert.That(coverage.Schedules, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public void A_consumer_waits_for_its_producer_or_comes_later() => Expect(
        2,
        new BatonProgram(
            c =>
            {
                c.Await("full");
                c.Saw(c.Read("x"));
            },
            c =>
            {
                c.Write("x", 5);
                c.Pause();
                c.Signal("full");
            }));

    [Test]
    public void A_deadlock_is_found_and_named()
    {
        var (_, outcomes) = Expect(null, new BatonProgram(c => Both(c, "a", "b"), c => Both(c, "b", "a")));
        Assert.That(outcomes, Has.Some.Contains("c0 waits for b").And.Some.Contains("c1 waits for a"));

        static void Both(BatonContext c, string first, string second)
        {
            c.Lock(first);
            c.Pause();
            c.Lock(second);
            c.Pause();
            c.Unlock(second);
            c.Unlock(first);
        }
    }

    private static BatonProgram Repeat(int contexts, Action<BatonContext> body) => new([.. Enumerable.Repeat(body, contexts)]);

    private static (ScheduleCoverage Coverage, SortedSet<string> Outcomes) Expect(int? traces, BatonProgram program)
    {
        var reduced = Searches.Run(program, SearchPolicy.Systematic);
        Searches.ExpectTheSame(reduced, Searches.Run(program, SearchPolicy.Unreduced), "OS threads");
        if (traces is not null)
        {
            Assert.That(reduced.Coverage.Classes, Is.EqualTo(traces));
        }

        return reduced;
    }
}
