using System.Diagnostics;
using System.Text;
using Utrace.Adapters;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Kit;
using Utrace.Bench.Cli;
using Utrace.Bench.Measuring;
using Utrace.Bench.Peers;
using Utrace.Bench.Programs;
using Utrace.Bench.Reporting;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Bench.Rows;

/// <summary>What it costs that the implementation is at the other end of a wire.</summary>
internal static class WireRows
{
    private const string Group = "wire";
    private const int Calls = 20_000;
    private const int Actors = 8;
    private const double CallsTarget = 20_000;

    /// <summary>Of the length of a usual call.</summary>
    private static readonly byte[] Line = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":12345,"method":"call","params":{"context":"D","function":"get","engine":"E"}}""" + "\n");

    /// <summary>A call of the utrace API that does nothing.</summary>
    private static readonly ApiCall Trivial = new(ApiFunction.Get, Engine: "E");

    /// <summary>The rows.</summary>
    public static IEnumerable<BenchRow> All(BenchContext context)
    {
        var conform = Path.Combine(context.Root, "tools", "utrace-conform", "bin", "Release", "net10.0", "utrace-conform.dll");
        var plain = Compile(context, "wire-echo");
        var peer = context.WirePeer ?? Compile(context, "sdk-echo", "-pthread", "-I", Path.Combine(context.Root, "Adapters", "sdk", "c")) ?? $"dotnet {conform} serve --adapter threaded";
        foreach (var row in Rates(context, peer, plain))
        {
            yield return row;
        }

        yield return Suite(context, conform);
    }

    private static IEnumerable<BenchRow> Rates(BenchContext context, string peer, string? echo)
    {
        using var adapter = WireAdapter.Connect(WireEndpoint.Parse("exec:" + peer), new WireOptions());
        using var bare = echo is null ? null : WireAdapter.Connect(WireEndpoint.Parse("exec:" + echo), new WireOptions());
        using var session = Open(adapter);
        using var bareSession = bare is null ? null : Open(bare);
        CallOneByOne(() => session.Call("D", Trivial), Calls); // What is not compiled yet would be measured first.
        var samples = Contest.Run(
            context.Repetitions,
            () => CpuClock.Measure(() => CallOneByOne(() => session.Call("D", Trivial), Calls)),
            () => CpuClock.Measure(() => CallSideBySide(n => session.Call($"D{n}", Trivial))),
            () => CpuClock.Measure(() => bareSession is null ? 1 : CallOneByOne(() => bareSession.Call("D", Trivial), Calls)),
            () => CpuClock.Measure(() => echo is null ? 1 : PipeEcho(echo)));
        var pipe = PerSecond(samples[3], "lines/s");
        yield return Row($"to {adapter.Identity.Name} ({adapter.Identity.Language}), one call at a time", PerSecond(samples[0], "calls/s"));
        yield return Row(FormattableString.Invariant($"to {adapter.Identity.Name} ({adapter.Identity.Language}), {Actors} actors at a time"), PerSecond(samples[1], "calls/s"));
        if (bare is not null)
        {
            yield return Row("to a C program without threads, one call at a time: what is the kit's part", PerSecond(samples[2], "calls/s"));
        }

        BenchRow Row(string how, Figure ours) => new()
        {
            Group = Group,
            Job = $"trivial calls over stdio {how}",
            Ours = ours,
            PeerName = echo is null ? null : "plain pipe echo, one line at a time",
            Peer = echo is null ? null : pipe,
            Ratio = echo is null ? null : ours.Median / pipe.Median,
            Target = ">= 20,000 /s",
            IsReached = ours.Median >= CallsTarget,
            Note = "on the clock" + (echo is null ? "; no gcc, so no plain echo beside it" : ""),
        };
    }

    /// <summary>A scenario with the engine that the calls are about.</summary>
    private static ISession Open(WireAdapter adapter)
    {
        var session = adapter.Open(new DeafKit(), 1);
        session.Spawn(new ThreadSpec("T", "T", SelfReap: false, KernelThread: false, []));
        session.Declare(new EngineSpec("E", "T", "ops", "data", Attached: false, UtraceEvents.None, [], []));
        return session;
    }

    private static BenchRow Suite(BenchContext context, string conform)
    {
        Command.Must(context.Root, "dotnet", "build", "-c", "Release", "-v", "q", "-nologo", "tools/utrace-conform");
        var there = CpuClock.MeasureChildren(() => Certify(context, conform, $"exec:dotnet {conform} serve --adapter threaded"));
        var near = CpuClock.MeasureChildren(() => Certify(context, conform, "threaded"));
        var (wire, here) = (Figure.Wall([there]), Figure.Wall([near]));
        return new BenchRow
        {
            Group = Group,
            Job = "utrace-conform run of every bundled case, threaded over the wire",
            Ours = wire,
            PeerName = "threaded in process",
            Peer = here,
            Ratio = here.Median / wire.Median,
            Note = $"start-up and models included in both; {Figure.Cpu([there])} beside {Figure.Cpu([near])}",
        };
    }

    private static double Certify(BenchContext context, string conform, string adapter)
    {
        Command.Must(context.Root, "dotnet", conform, "run", "--adapter", adapter);
        return 1;
    }

    private static double CallOneByOne(Action call, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            call();
        }

        return calls;
    }

    private static double CallSideBySide(Action<int> call)
    {
        var threads = Enumerable.Range(0, Actors).Select(n => new Thread(() => CallOneByOne(() => call(n), Calls / Actors))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return Calls;
    }

    private static double PipeEcho(string echo)
    {
        using var process = Process.Start(new ProcessStartInfo(echo, "plain") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var (input, output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        var buffer = new byte[Line.Length];
        for (var i = 0; i < Calls; i++)
        {
            input.Write(Line);
            input.Flush();
            output.ReadExactly(buffer);
        }

        process.StandardInput.Close();
        process.WaitForExit();
        return Calls;
    }

    /// <summary>On the clock: what a call costs is mostly waiting.</summary>
    private static Figure PerSecond(IEnumerable<Sample> samples, string unit) => Figure.Of(samples.Select(s => s.Work / s.Wall.TotalSeconds), unit);

    private static string? Compile(BenchContext context, string name, params string[] flags)
    {
        if (!Command.IsThere("gcc"))
        {
            return null;
        }

        var program = Path.Combine(context.Scratch, name);
        Command.Must(context.Scratch, "gcc", ["-std=c11", "-O2", .. flags, "-o", program, Path.Combine(AppContext.BaseDirectory, name + ".c")]);
        return program;
    }
}
