using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Programs;
using Utrace.Bench.Reporting;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Bench.Rows;

/// <summary>
/// What pause points cost the threaded implementation when nobody controls it: what one costs beside an empty loop, times how many a run passes (counted under
/// control, where every one is told), as a share of what the run takes at T1. A difference of two whole runs would drown in what threads take to wake.
/// </summary>
internal static class PauseRows
{
    private const string Group = "suite";
    private const int Calls = 50_000_000;
    private const int EveryCase = 10;
    private const int Rounds = 5;
    private const double Target = 0.01;

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context)
    {
        Scenario[] cases = [.. ScenarioLoader.LoadDirectory(Path.Combine(context.Root, "fixtures", "scenarios")).Scenarios
            .Where(s => s.Needs.All(new ThreadedAdapter().Identity.Capabilities.Contains)).Where((_, n) => n % EveryCase == 0)];
        var options = new RunOptions(1, ControlTier.T1, DeadlineUnit.Calibrate());
        var counted = new CountedPauses();
        foreach (var scenario in cases)
        {
            new ControlledScenario(counted, scenario, options).Run(new RandomWalk(1));
        }

        var (pauses, touches) = counted.Counted;
        var (ledger, sharing) = (new Ledger(null), new Ledger(null).Share("E"));
        var adapter = new ThreadedAdapter();
        var samples = Contest.Run(
            context.Repetitions,
            () => CpuClock.Measure(() => Loop(static _ => { }, ledger)),
            () => CpuClock.Measure(() => Loop(static l => l.Pause("T", PausePoints.Lock), ledger)),
            () => CpuClock.Measure(() => Loop(static s => s.Read(Shared.Flags), sharing)),
            () => CpuClock.Measure(() => Run(adapter, cases, options)));
        var empty = Seconds(samples[0]);
        var (pause, touch, run) = (Math.Max(0, Seconds(samples[1]) - empty), Math.Max(0, Seconds(samples[2]) - empty), Seconds(samples[3]));
        var share = (pause * pauses + touch * touches) / cases.Length / run;
        yield return new BenchRow
        {
            Group = Group,
            Job = "pause points of threaded, off: their share of a run at T1",
            Ours = Figure.Count(share * 100, "% of CPU"),
            Target = FormattableString.Invariant($"< {Target * 100:0} %"),
            IsReached = share < Target,
            Note = FormattableString.Invariant(
                $"{pause * 1e9:0.00} ns a pause point, {touch * 1e9:0.00} ns a variable; a run passes {pauses / (double)cases.Length:0} and {touches / (double)cases.Length:0} of them and takes {run * 1e6:0} us CPU ({cases.Length} bundled cases)"),
        };
    }

    private static double Seconds(IReadOnlyList<Sample> samples) => 1 / Figure.Rate(samples, "/s").Median;

    /// <summary>Through a delegate, so that nothing is inlined and dropped: the loop with an empty one is taken off.</summary>
    private static double Loop<T>(Action<T> call, T on)
    {
        for (var n = 0; n < Calls; n++)
        {
            call(on);
        }

        return Calls;
    }

    private static double Run(ThreadedAdapter adapter, Scenario[] cases, RunOptions options)
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var scenario in cases)
            {
                Runner.Run(adapter, scenario, options);
            }
        }

        return cases.Length * (double)Rounds;
    }
}
