using System.Text.Json;
using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Peers;
using Utrace.Bench.Reporting;

namespace Utrace.Bench.Rows;

/// <summary>What people wait for: whole commands, on the clock.</summary>
internal static class SuiteRows
{
    private const string Group = "suite";
    private const double ExploreSeconds = 30;

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context)
    {
        var root = context.Root;
        Command.Must(root, "dotnet", "build", "-c", "Release", "-v", "q", "-nologo", "tools/utrace-conform");
        Command.Must(root, "dotnet", "build", "-c", "Release", "-v", "q", "-nologo", "Conformance/Utrace.Conformance.Suite");
        var conform = Path.Combine(root, "tools", "utrace-conform", "bin", "Release", "net10.0", "utrace-conform.dll");
        yield return StartUp(context, conform, "--version");
        yield return StartUp(context, conform, "list", "scenarios");
        yield return Once("the suite: dotnet test of Utrace.Conformance.Suite, built", () => Command.Must(root, "dotnet", "test", "-c", "Release", "--no-build", "-v", "q", "-nologo", "Conformance/Utrace.Conformance.Suite"));
        yield return Once("utrace-conform run: every bundled case on the built-in implementations", () => Command.Must(root, "dotnet", conform, "run"));
        yield return Explore(root, conform);
        foreach (var row in PauseRows.All(context))
        {
            yield return row;
        }
    }

    private static BenchRow StartUp(BenchContext context, params string[] command)
    {
        var samples = Contest.Run(Math.Max(10, context.Repetitions), () => CpuClock.MeasureChildren(() =>
        {
            Command.Must(context.Root, "dotnet", command);
            return 1;
        }))[0];
        return new BenchRow
        {
            Group = Group,
            Job = $"start-up: utrace-conform {string.Join(' ', command[1..])}",
            Ours = Figure.Wall(samples),
            Note = Figure.Cpu(samples).ToString(),
        };
    }

    private static BenchRow Once(string job, Action work)
    {
        var sample = CpuClock.MeasureChildren(() =>
        {
            work();
            return 1;
        });
        return new BenchRow { Group = Group, Job = job, Ours = Figure.Wall([sample]) };
    }

    /// <summary>The real model, on everything: exhaustive or it does not count.</summary>
    private static BenchRow Explore(string root, string conform)
    {
        var (states, transitions, cases, isComplete) = (0L, 0L, 0, false);
        var sample = CpuClock.MeasureChildren(() =>
        {
            using var json = JsonDocument.Parse(Command.Must(root, "dotnet", conform, "explore", "--all", "--json").Output);
            var report = json.RootElement;
            states = report.GetProperty("states").GetInt64();
            transitions = report.GetProperty("transitions").GetInt64();
            isComplete = report.GetProperty("complete").GetBoolean();
            cases = report.GetProperty("cases").GetArrayLength();
            return states;
        });
        return new BenchRow
        {
            Group = Group,
            Job = "utrace-conform explore --all: every interleaving of the real model",
            State = isComplete ? RowState.Measured : RowState.Failed,
            Ours = Figure.Wall([sample]),
            Target = $"< {ExploreSeconds:0} s, none cut",
            IsReached = isComplete && sample.Wall.TotalSeconds < ExploreSeconds,
            Note = FormattableString.Invariant($"{cases} cases, {states:#,0} states, {transitions:#,0} transitions, start-up included; {(isComplete ? "none cut" : "some were cut")}; {sample.Cpu.TotalSeconds:0.##} s CPU"),
        };
    }
}
