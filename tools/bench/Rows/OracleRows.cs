using System.Collections.Immutable;
using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Programs;
using Utrace.Bench.Race;
using Utrace.Bench.Reporting;
using Utrace.Conformance.Oracle;
using Utrace.Reference;
using Utrace.Spec.Loading;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Bench.Rows;

/// <summary>How fast logs are judged: by an oracle that knows nothing yet (cold), and by one that has read them before (warm).</summary>
internal static class OracleRows
{
    private const string Group = "oracle";
    private const int Logs = 2_000;
    private const int LongLog = 1_000_000;
    private const double ColdLogs = 5_000;
    private const double WarmEvents = 1_000_000;

    /// <summary>A warm pass is repeated until it is long enough to be measured.</summary>
    private const int WarmPasses = 20;

    /// <summary>Of the bundled cases every so manyth.</summary>
    private const int EveryCase = 10;

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context)
    {
        var size = new RaceSize(5, 5, 2, 1);
        var race = new RaceModel(size.Engines, size.Tracers, size.Operations, size.Reports);
        foreach (var row in Rows(context, $"race {size}", [(race, RandomLogs.Of(race, Logs))], coldTarget: ColdLogs))
        {
            yield return row;
        }

        var five = UtraceModel.Create(Load("five-tracers.yaml"));
        foreach (var row in Rows(context, "the real model, five tracers", [(five, RandomLogs.Of(five, Logs / 10))], coldTarget: null))
        {
            yield return row;
        }

        var cases = ScenarioLoader.LoadDirectory(Path.Combine(context.Root, "fixtures", "scenarios")).Scenarios
            .Where((_, n) => n % EveryCase == 0).Select(s => UtraceModel.Create(s)).Select(s => ((ITransitionSystem)s, RandomLogs.Of(s, 10))).ToArray();
        foreach (var row in Rows(context, $"the real model, {cases.Length} bundled cases", cases, coldTarget: ColdLogs))
        {
            yield return row;
        }

        yield return Long(context);
    }

    private static IEnumerable<BenchRow> Rows(
        BenchContext context, string what, (ITransitionSystem System, ImmutableArray<LogEvent>[] Logs)[] jobs, double? coldTarget)
    {
        var logs = jobs.Sum(j => j.Logs.Length);
        var events = jobs.Sum(j => j.Logs.Sum(l => (long)l.Length));
        LogOracle[] warm = [.. jobs.Select(j => new LogOracle(j.System))];
        Judge(jobs, warm, passes: 1);
        var samples = Contest.Run(
            context.Repetitions,
            () => CpuClock.Measure(() => Judge(jobs, [.. jobs.Select(j => new LogOracle(j.System))], passes: 1) * logs / (double)events),
            () => CpuClock.Measure(() => Judge(jobs, warm, WarmPasses)));
        var (cold, hot) = (Figure.Rate(samples[0], "logs/s"), Figure.Rate(samples[1], "events/s"));
        var note = FormattableString.Invariant($"{logs:#,0} logs of {events / (double)logs:0.0} events, all accepted");
        yield return new BenchRow
        {
            Group = Group,
            Job = $"cold, {what}",
            Ours = cold,
            Target = coldTarget is { } target ? FormattableString.Invariant($">= {target:#,0} /s") : null,
            IsReached = coldTarget is null ? null : cold.Median >= coldTarget,
            Note = note,
        };
        yield return new BenchRow
        {
            Group = Group,
            Job = $"warm, {what}",
            Ours = hot,
            Target = FormattableString.Invariant($">= {WarmEvents:#,0} /s"),
            IsReached = hot.Median >= WarmEvents,
            Note = note,
        };
    }

    private static BenchRow Long(BenchContext context)
    {
        var system = UtraceModel.Create(Load("for-ever.yaml"));
        ImmutableArray<LogEvent>[] logs = [RandomLogs.Of(system, 1, LongLog)];
        var samples = Contest.Run(context.Repetitions, () => CpuClock.Measure(() => Judge([(system, logs)], [new LogOracle(system)], passes: 1)))[0];
        var rate = Figure.Rate(samples, "events/s");
        return new BenchRow
        {
            Group = Group,
            Job = "one long log, the real model",
            Ours = rate,
            Target = FormattableString.Invariant($">= {WarmEvents:#,0} /s"),
            IsReached = rate.Median >= WarmEvents,
            Note = FormattableString.Invariant($"{logs[0].Length:#,0} lines read one by one, by an oracle that knows nothing at first; {Figure.Cpu(samples)}"),
        };
    }

    /// <summary>Reads every log and counts the lines that were read.</summary>
    private static double Judge((ITransitionSystem System, ImmutableArray<LogEvent>[] Logs)[] jobs, LogOracle[] oracles, int passes)
    {
        var read = 0L;
        for (var pass = 0; pass < passes; pass++)
        {
            for (var n = 0; n < jobs.Length; n++)
            {
                foreach (var log in jobs[n].Logs)
                {
                    var run = oracles[n].Begin();
                    foreach (var line in log)
                    {
                        run.Observe(line);
                    }

                    if (!run.Complete() || run.Consumed != log.Length)
                    {
                        throw new InvalidOperationException($"The oracle refuses line {run.Consumed + 1} of a log of the model: {log[(int)run.Consumed]}");
                    }

                    read += run.Consumed;
                }
            }
        }

        return read;
    }

    private static Scenario Load(string name)
    {
        using var reader = new StreamReader(typeof(OracleRows).Assembly.GetManifestResourceStream($"Utrace.Bench.{name}")!);
        var loaded = ScenarioLoader.LoadText(reader.ReadToEnd(), name, null);
        return loaded.Defects.IsEmpty ? loaded.Scenarios[0] : throw new InvalidOperationException(string.Join('\n', loaded.Defects));
    }
}
