using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Peers;
using Utrace.Bench.Programs;
using Utrace.Bench.Reporting;
using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Rows;

/// <summary>Controlled schedules: how many in a second, and how many to cover the model.</summary>
internal static class ScheduleRows
{
    private const string Group = "schedules";

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context)
    {
        var size = new RaceSize(2, 2, 1, 1);
        var coyote = new CoyotePeer(context.Scratch);
        var strategy = new RandomSteps(1);
        var run = new CooperativeRun<bool>(new CooperativeRace(size));
        var samples = Contest.Run(
            context.Repetitions,
            () => CpuClock.Measure(() => Repeat(200_000, run, strategy)),
            () => CpuClock.Measure(() =>
            {
                coyote.Run(size, 200);
                return 200;
            }));
        var (ours, peer) = (Figure.Rate(samples[0], "schedules/s"), Figure.Rate(samples[1], "schedules/s"));
        yield return new BenchRow
        {
            Group = Group,
            Job = $"cooperative, {size}",
            Ratio = ours.Median / peer.Median,
            Ours = ours,
            PeerName = "Coyote",
            Peer = peer,
            Note = $"{coyote.Seen.Steps / (double)coyote.Seen.Executions:0.0} steps",
        };
        var graph = RaceSteps.Graph(new RaceSize(2, 2, 2, 1));
        var guided = new Guided(graph);
        var run2 = new CooperativeRun<bool>(new CooperativeRace(new RaceSize(2, 2, 2, 1)));
        while (guided.Begin())
        {
            run2.Run(guided);
        }

        yield return new BenchRow { Group = Group, Job = $"guided {graph.States} {graph.Transitions} {new Uniform(graph, 1).Interleavings}", Ours = Figure.Count(guided.Schedules, "schedules") };
    }

    private static double Repeat(int schedules, CooperativeRun<bool> run, RandomSteps strategy)
    {
        for (var i = 0; i < schedules; i++)
        {
            strategy.Begin();
            run.Run(strategy);
        }

        return schedules;
    }
}
