using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>Runs searches and keeps what they gave.</summary>
internal static class Searches
{
    public static (ScheduleCoverage Coverage, SortedSet<string> Outcomes) Run(IControlled<string> program, SearchPolicy policy, long most = 1_000_000)
    {
        var outcomes = new SortedSet<string>(StringComparer.Ordinal);
        var coverage = ScheduleSearch.Run(program, new ScheduleBudget { Policy = policy, MaxSchedules = most }, r =>
        {
            outcomes.Add(r.Value);
            return true;
        });
        return (coverage, outcomes);
    }

    /// <summary>What a reduced search has to be like beside one that leaves nothing out.</summary>
    public static void ExpectTheSame((ScheduleCoverage Coverage, SortedSet<string> Outcomes) reduced, (ScheduleCoverage Coverage, SortedSet<string> Outcomes) full, string what)
    {
        Assert.That(full.Coverage.IsExhausted, what);
        Assert.That(reduced.Coverage.IsExhausted, what);
        Assert.That(reduced.Outcomes, Is.EqualTo(full.Outcomes), what);
        Assert.That(reduced.Coverage.Classes, Is.EqualTo(full.Coverage.Classes), $"{what}: traces");
        Assert.That(reduced.Coverage.Schedules, Is.GreaterThanOrEqualTo(reduced.Coverage.Classes), $"{what}: no trace without a schedule");
    }
}
