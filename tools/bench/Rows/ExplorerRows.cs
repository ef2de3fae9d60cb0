using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Peers;
using Utrace.Bench.Programs;
using Utrace.Bench.Race;
using Utrace.Bench.Reporting;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Exploration.Search;

namespace Utrace.Bench.Rows;

/// <summary>The explorer beside SPIN: every state of the same race, and the same states.</summary>
internal static class ExplorerRows
{
    private const string Group = "explorer";

    /// <summary>Below this a ratio compares the start of a process with nothing.</summary>
    private const double TooShort = 0.25;

    private static readonly RaceSize[] Sizes = [new(1, 1, 1, 1), new(2, 2, 1, 1), new(3, 3, 2, 1), new(4, 4, 2, 1), new(5, 4, 2, 1)];

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context) =>
        Sizes.Select(size => Row(context, size, isReduced: false))
            .Concat(Sizes.Select(size => Row(context, size, isReduced: true)))
            .Concat(TwoWorkers(context, Sizes[^1]))
            .Concat(CounterexampleRows.All(context));

    private static BenchRow Row(BenchContext context, RaceSize size, bool isReduced)
    {
        var row = new BenchRow
        {
            Group = Group,
            Job = $"{(isReduced ? "partial-order reduction" : "every state")}, race {size}",
            PeerName = "SPIN",
        };
        if (SpinPeer.Missing is { } missing)
        {
            return row with { State = RowState.Skipped, Note = $"skipped: {missing}" };
        }

        var spin = SpinPeer.Build(context.Scratch, size, isReduced);
        var (states, spinStates) = (0L, 0L);
        var samples = Contest.Run(
            context.Repetitions,
            () => CpuClock.Measure(() => states = Search(size, new SearchOptions { Reduce = isReduced })),
            () => CpuClock.MeasureChildren(() => spinStates = spin.Run().States));
        var (ours, peer) = (Figure.Rate(samples[0], "states/s"), Figure.Rate(samples[1], "states/s"));
        var (ourSeconds, peerSeconds) = (Figure.Cpu(samples[0]), Figure.Cpu(samples[1]));
        var isEqual = isReduced ? states <= spinStates : states == spinStates;
        var isLong = peerSeconds.Median >= TooShort;
        var target = isReduced ? 4 : 5;

        // Both do the whole job; where they store different numbers of states, the job's time is what counts.
        var ratio = peerSeconds.Median / ourSeconds.Median;
        return row with
        {
            State = isEqual ? RowState.Measured : RowState.Failed,
            Ratio = isLong ? ratio : null,
            Ours = ours,
            Peer = peer,
            Target = isLong ? $">= {target}x" : null,
            IsReached = isLong ? ratio >= target : null,
            Note = FormattableString.Invariant($"{states:#,0} states{(isEqual && states == spinStates ? ", SPIN the same" : $", SPIN {spinStates:#,0}")}; {ourSeconds} against {peerSeconds}{(isLong ? "" : ", too short for a ratio")}"),
        };
    }

    /// <summary>One worker and two: what a second core is worth, on the clock.</summary>
    private static IEnumerable<BenchRow> TwoWorkers(BenchContext context, RaceSize size)
    {
        var samples = Contest.Run(
            context.Repetitions,
            () => CpuClock.Measure(() => Search(size, new SearchOptions { Workers = 2 })),
            () => CpuClock.Measure(() => Search(size, new SearchOptions { Workers = 1 })));
        var (two, one) = (Figure.Wall(samples[0]), Figure.Wall(samples[1]));
        yield return new BenchRow
        {
            Group = Group,
            Job = $"two workers, race {size}",
            Ratio = one.Median / two.Median,
            Ours = two,
            PeerName = "one worker",
            Peer = one,
            Note = $"{Figure.Cpu(samples[0])} against {Figure.Cpu(samples[1])}; means nothing while others use the second core",
        };
    }

    /// <summary>A search of its own for each repetition: its tables start empty, and their growth counts.</summary>
    private static long Search(RaceSize size, SearchOptions options)
    {
        var result = new PackedSearch<RaceSystem>().Run(new RaceSystem(size.Engines, size.Tracers, size.Operations, size.Reports), options);
        return result is { Cut: ExplorationCut.None, Broken: < 0 }
            ? result.States
            : throw new InvalidOperationException($"The search of race {size} was cut or found a broken invariant: {result}");
    }
}
