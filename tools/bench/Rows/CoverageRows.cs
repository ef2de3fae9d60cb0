using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Programs;
using Utrace.Bench.Reporting;
using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Rows;

/// <summary>How many schedules cover every transition of the model: guided by it, and drawn at random as the peers do.</summary>
internal static class CoverageRows
{
    /// <summary>The random walk stops here, covered or not.</summary>
    private const int RandomCap = 3_000_000;
    private const int Target = 2_500;

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context)
    {
        yield return Row(new RaceSize(2, 2, 1, 1), null);
        yield return Row(new RaceSize(2, 2, 2, 1), Target);
    }

    private static BenchRow Row(RaceSize size, int? target)
    {
        var graph = RaceSteps.Graph(size);
        var run = new CooperativeRun<bool>(new CooperativeRace(size));
        var guided = new Guided(graph);
        while (guided.Begin())
        {
            run.Run(guided);
        }

        var random = new TransitionCount(graph, new RandomSteps(1));
        while (random.Covered < graph.Transitions && random.Schedules < RandomCap && random.Begin())
        {
            run.Run(random);
        }

        var isCut = random.Covered < graph.Transitions;
        return new BenchRow
        {
            Group = "schedules",
            Job = $"schedules to cover every transition, race {size}",
            State = guided.Covered == graph.Transitions ? RowState.Measured : RowState.Failed,
            Ratio = random.Schedules / (double)guided.Schedules,
            Ours = Figure.Count(guided.Schedules, "schedules"),
            PeerName = "random walk",
            Peer = Figure.Count(random.Schedules, isCut ? "schedules, cut" : "schedules"),
            Target = target is null ? null : FormattableString.Invariant($"<= {target:#,0}"),
            IsReached = target is null ? null : guided.Schedules <= target,
            Note = FormattableString.Invariant(
                $"{graph.Transitions:#,0} transitions of {graph.States:#,0} states{(isCut ? FormattableString.Invariant($"; the walk left {graph.Transitions - random.Covered}") : "")}; {new Uniform(graph, 1).Interleavings:#,0} interleavings"),
        };
    }
}
