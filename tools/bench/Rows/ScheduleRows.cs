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
    private const double CooperativeTarget = 300_000;
    private static readonly RaceSize Size = new(2, 2, 1, 1);

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context) => [.. Speed(context), .. CoverageRows.All(context)];

    private static IEnumerable<BenchRow> Speed(BenchContext context)
    {
        var coyote = new CoyotePeer(context.Scratch);
        var isControlled = coyote.Run(Size, 200, isBuggy: true) > 0 && coyote.Run(Size, 200) == 0;
        var strategy = new RandomSteps(1);
        var cooperative = new CooperativeRun<bool>(new CooperativeRace(Size));
        var samples = Contest.Run(
            context.Repetitions,
            () => CpuClock.Measure(() => Repeat(CooperativeEach, cooperative, strategy)),
            () => CpuClock.Measure(() =>
            {
                coyote.Run(Size, CoyoteEach);
                return CoyoteEach;
            }));
        var (ours, peer) = (Figure.Rate(samples[0], "schedules/s"), Figure.Rate(samples[1], "schedules/s"));
        yield return new BenchRow
        {
            Group = Group,
            Job = $"cooperative, one OS thread, race {Size}",
            State = isControlled ? RowState.Measured : RowState.Failed,
            Ratio = ours.Median / peer.Median,
            Ours = ours,
            PeerName = "Coyote",
            Peer = peer,
            Target = ">= 300,000 /s",
            IsReached = ours.Median >= CooperativeTarget,
            Note = FormattableString.Invariant($"{strategy.PerSchedule:0.0} choices a schedule, Coyote {coyote.PerExecution:0.0}{(isControlled ? "" : "; Coyote did not find the bug where it is, or found one where none is")}"),
        };
    }

    private static double Repeat(int schedules, CooperativeRun<bool> program, RandomSteps strategy)
    {
        for (var i = 0; i < schedules; i++)
        {
            strategy.Begin();
            program.Run(strategy);
        }

        return schedules;
    }
}
