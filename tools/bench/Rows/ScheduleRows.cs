using System.Diagnostics;
using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Peers;
using Utrace.Bench.Programs;
using Utrace.Bench.Reporting;
using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Rows;

/// <summary>Controlled schedules beside Microsoft.Coyote: how many in a second.</summary>
internal static class ScheduleRows
{
    private const string Group = "schedules";
    private const int CooperativeEach = 200_000;
    private const int CoyoteEach = 300;
    private const int ThreadsEach = 3_000;
    private const double CooperativeTarget = 300_000;
    private const double ThreadsTarget = 5_000;
    private const double ThreadsRatio = 20;
    private static readonly RaceSize Size = new(2, 2, 1, 1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context) => [.. Speed(context), .. CoverageRows.All(context)];

    private static IEnumerable<BenchRow> Speed(BenchContext context)
    {
        var coyote = new CoyotePeer(context.Scratch);
        var isControlled = coyote.Run(Size, 200, isBuggy: true) > 0 && coyote.Run(Size, 200) == 0;
        var strategy = new RandomSteps(1);
        var cooperative = new CooperativeRun<bool>(new CooperativeRace(Size));
        var threads = new ThreadRace(Size);
        var onThreads = new RandomSteps(1);
        var isCaught = Enumerable.Range(1, 200).Any(seed => Once(new ThreadRace(Size, isBuggy: true), new RandomSteps((ulong)seed)));
        var samples = Contest.Run(
            context.Repetitions,
            () => CpuClock.Measure(() => Repeat(CooperativeEach, cooperative.Run, strategy)),
            () => CpuClock.Measure(() => OsThreads.Together(() => Repeat(ThreadsEach, threads.Run, onThreads))),
            () => CpuClock.Measure(() =>
            {
                coyote.Run(Size, CoyoteEach);
                return CoyoteEach;
            }));
        var (ours, os, peer) = (Figure.Rate(samples[0], "schedules/s"), Figure.Rate(samples[1], "schedules/s"), Figure.Rate(samples[2], "schedules/s"));
        var uncontrolled = isControlled ? "" : "; Coyote did not find the bug where it is, or found one where none is";
        yield return new BenchRow
        {
            Group = Group,
            Job = $"OS threads, race {Size}",
            State = isControlled && isCaught ? RowState.Measured : RowState.Failed,
            Ratio = os.Median / peer.Median,
            Ours = os,
            PeerName = "Coyote",
            Peer = peer,
            Target = FormattableString.Invariant($">= {ThreadsTarget:#,0} /s, >= {ThreadsRatio:0}x"),
            IsReached = os.Median >= ThreadsTarget && os.Median / peer.Median >= ThreadsRatio,
            Note = FormattableString.Invariant($"{onThreads.PerSchedule:0.0} choices a schedule, Coyote {coyote.PerExecution:0.0}{uncontrolled}"),
        };
        yield return new BenchRow
        {
            Group = Group,
            Job = $"cooperative, one OS thread, race {Size}",
            State = isControlled ? RowState.Measured : RowState.Failed,
            Ratio = ours.Median / peer.Median,
            Ours = ours,
            PeerName = "Coyote",
            Peer = peer,
            Target = FormattableString.Invariant($">= {CooperativeTarget:#,0} /s"),
            IsReached = ours.Median >= CooperativeTarget,
            Note = FormattableString.Invariant($"{strategy.PerSchedule:0.0} choices a schedule, Coyote {coyote.PerExecution:0.0}{uncontrolled}"),
        };
    }

    private static bool Once(ThreadRace race, RandomSteps strategy)
    {
        strategy.Begin();
        return race.Run(strategy);
    }

    /// <summary>So many schedules, or as many as there is time for: on a busy machine every hand-over between threads waits for its turn.</summary>
    private static double Repeat(int schedules, Func<IStrategy, bool> run, RandomSteps strategy)
    {
        var clock = Stopwatch.StartNew();
        var done = 0;
        for (; done < schedules && clock.Elapsed < Patience; done++)
        {
            strategy.Begin();
            run(strategy);
        }

        return done;
    }
}
