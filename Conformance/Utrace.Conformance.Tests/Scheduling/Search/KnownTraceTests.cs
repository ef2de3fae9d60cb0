using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>Programs whose number of Mazurkiewicz traces is known.</summary>
public sealed class KnownTraceTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void Writers_of_variables_of_their_own_have_one_trace(int writers) => Expect(
        SharedProgram.Of(writers, Enumerable.Repeat(SharedProgram.Body(Own, Own, Own), writers)),
        traces: 1,
        full: writers < 3);

    [TestCase(2, 2)]
    [TestCase(3, 6)]
    [TestCase(5, 120)]
    public void Writers_of_one_variable_have_as_many_traces_as_orders(int writers, int traces) => Expect(
        SharedProgram.Of(1, Enumerable.Range(0, writers).Select(w => SharedProgram.Body((self, p) => p.Write(self, 0, w)))), traces);

    [TestCase(1, 2)]
    [TestCase(2, 4)]
    [TestCase(8, 256)]
    public void Readers_beside_one_writer_each_see_it_or_not(int readers, int traces) => Expect(
        SharedProgram.Of(1, Enumerable.Repeat(SharedProgram.Body((self, p) => p.Read(self, 0)), readers).Append(SharedProgram.Body((self, p) => p.Write(self, 0, 1)))),
        traces,
        full: readers < 6);

    /// <summary>The program of the literature: n incrementers in a row, and one who looks for the last zero from the end.</summary>
    [TestCase(2, 5)]
    [TestCase(3, 12)]
    [TestCase(5, 64)]
    [TestCase(10, 3328)]
    public void Last_zero(int n, int traces)
    {
        var program = SharedProgram.Of(n + 1, Enumerable.Range(1, n).Select(i => SharedProgram.Body(
            (self, p) => p.Saw(self, p.Read(self, i - 1)),
            (self, p) => p.Write(self, i, 1))).Prepend(Look));
        Expect(program, traces, full: n < 4, exactly: false);

        async Steps Look(CooperativeContext self, SharedProgram p)
        {
            for (var i = n; ; i--)
            {
                await self.Pause();
                if (p.Read(self, i) == 0)
                {
                    return;
                }
            }
        }
    }

    [Test]
    public void A_wake_up_that_comes_too_early_is_lost_in_one_of_two_traces()
    {
        var program = new SharedProgram(
            1,
            static async (self, p) =>
            {
                await self.Pause();
                var isSet = p.Read(self, 0) != 0;
                await self.Pause();
                if (!isSet)
                {
                    await self.Block();
                }

                p.Saw(self, 9);
                p.Over(self);
            },
            static async (self, p) =>
            {
                await self.Pause();
                p.Write(self, 0, 1);
                await self.Pause();
                if (p.IsAlive(self, 0))
                {
                    self.Ready(0);
                }
            });
        var reduced = Searches.Run(new CooperativeRun<string>(program), SearchPolicy.Systematic);
        Searches.ExpectTheSame(reduced, Searches.Run(new CooperativeRun<string>(program), SearchPolicy.Unreduced), "lost wake-up");
        Assert.That(reduced.Outcomes, Has.Some.EndsWith("blocked 1").And.Some.EndsWith("blocked 0"));
    }

    [Test]
    public void A_producer_that_wakes_its_consumer_has_one_trace()
    {
        var program = new SharedProgram(
            1,
            static async (self, p) =>
            {
                await self.Block();
                p.Read(self, 0);
            },
            SharedProgram.Body((self, p) => p.Write(self, 0, 1), (self, _) => self.Ready(0)));
        Expect(program, traces: 1);
    }

    [Test]
    public void A_choice_between_two_ways_is_two_traces_and_not_a_race()
    {
        var program = new SharedProgram(1, Chooses, Chooses);
        var (coverage, outcomes) = Searches.Run(new CooperativeRun<string>(program), SearchPolicy.Systematic);
        Assert.That((coverage.Classes, outcomes.Count, coverage.Races), Is.EqualTo((4, 4, 0)));

        static async Steps Chooses(CooperativeContext self, SharedProgram p) => p.Saw(self, await self.Either() ? 1 : 0);
    }

    private static void Own(CooperativeContext self, SharedProgram program) => program.Write(self, self.Number, 1);

    private static void Expect(SharedProgram program, int traces, bool full = true, bool exactly = true)
    {
        var reduced = Searches.Run(new CooperativeRun<string>(program), SearchPolicy.Systematic);
        Assert.That(reduced.Coverage, Has.Property(nameof(ScheduleCoverage.IsExhausted)).True.And.Property(nameof(ScheduleCoverage.Schedules)).EqualTo(traces));
        Assert.That(reduced.Coverage.Classes, Is.EqualTo(traces));
        if (exactly)
        {
            Assert.That(reduced.Coverage.Cut, Is.Zero);
        }

        if (full)
        {
            Searches.ExpectTheSame(reduced, Searches.Run(new CooperativeRun<string>(program), SearchPolicy.Unreduced), "unreduced");
        }
    }
}
