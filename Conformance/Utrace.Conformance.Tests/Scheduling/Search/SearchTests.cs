using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>Programs with a known number of Mazurkiewicz traces.</summary>
public sealed class SearchTests
{
    private static readonly ScheduleBudget Systematic = new() { Policy = SearchPolicy.Systematic, MaxSchedules = 100_000 };

    [TestCase(1, 1)]
    [TestCase(3, 1)]
    [TestCase(5, 1)]
    public void Writers_of_variables_of_their_own_have_one_trace(int writers, int traces) =>
        Expect(new ToyProgram([.. Enumerable.Range(0, writers).Select(_ => Steps((self, i) => self.Touch(self.Number, true), 3))]), traces);

    [TestCase(2, 2)]
    [TestCase(3, 6)]
    [TestCase(5, 120)]
    public void Writers_of_one_variable_have_as_many_traces_as_orders(int writers, int traces) =>
        Expect(new ToyProgram([.. Enumerable.Range(0, writers).Select(_ => Steps((self, i) => self.Touch(0, true), 1))]), traces);

    private static Func<CooperativeContext, List<string>, Steps> Steps(Action<CooperativeContext, int> step, int count) => async (self, _) =>
    {
        for (var i = 0; i < count; i++)
        {
            await self.Pause();
            step(self, i);
        }
    };

    private static void Expect(ToyProgram program, int traces)
    {
        var coverage = ScheduleSearch.Run(new CooperativeRun<CooperativeEnd>(program), Systematic, _ => true);
        Assert.Multiple(() =>
        {
            Assert.That(coverage.IsExhausted);
            Assert.That(coverage.Schedules, Is.EqualTo(traces));
            Assert.That(coverage.Classes, Is.EqualTo(traces));
            Assert.That(coverage.Cut, Is.Zero);
        });
    }
}
