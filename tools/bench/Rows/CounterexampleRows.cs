using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Peers;
using Utrace.Bench.Programs;
using Utrace.Bench.Race;
using Utrace.Bench.Reporting;
using Utrace.Conformance.Exploration.Search;

namespace Utrace.Bench.Rows;

/// <summary>How long the way to the bug is: ours is a shortest one, SPIN's is the first its depth-first search meets.</summary>
internal static class CounterexampleRows
{
    private static readonly (RaceSize Size, int Fewest)[] Races =
        [(new(2, 2, 1, 1), 8), (new(3, 3, 1, 1), 11), (new(4, 4, 1, 1), 14), (new(5, 5, 1, 1), 17), (new(5, 5, 2, 1), 17)];

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context) => Races.Select(race => Row(context, race.Size, race.Fewest));

    private static BenchRow Row(BenchContext context, RaceSize size, int fewest)
    {
        var search = new PackedSearch<RaceSystem>();
        var steps = 0;
        var sample = CpuClock.Measure(() =>
        {
            var result = search.Run(new RaceSystem(size.Engines, size.Tracers, size.Operations, size.Reports, buggy: true), new SearchOptions { StopAtBroken = true });
            steps = result.Broken < 0 ? 0 : search.WayTo(result.Broken).Count - 1;
            return result.States;
        });
        var row = new BenchRow
        {
            Group = "explorer",
            Job = $"steps to the bug, race {size}",
            State = steps == 0 ? RowState.Failed : RowState.Measured,
            Ours = Figure.Count(steps, "steps"),
            PeerName = "SPIN",
            Target = $"{fewest}",
            IsReached = steps == fewest,
            Note = FormattableString.Invariant($"found after {sample.Work:#,0} states, {sample.Cpu.TotalSeconds:0.###} s CPU"),
        };
        if (SpinPeer.Missing is { } missing)
        {
            return row with { Note = $"{row.Note}; SPIN skipped: {missing}" };
        }

        var finding = SpinPeer.Build(context.Scratch, size, isReduced: false, isBuggy: true).Run();
        return finding.ErrorDepth is { } depth
            ? row with { Ratio = depth / (double)steps, Peer = Figure.Count(depth, "steps") }
            : row with { State = RowState.Failed, Note = $"{row.Note}; SPIN found no bug" };
    }
}
