using System.Text;
using System.Text.Json;
using Utrace.Adapters.Threaded;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Kit;
using Utrace.Adapters.Wire.Messages;
using Utrace.Adapters.Wire.Serving;
using Utrace.Conformance.Running;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>10,000 spoilt conversations against either end: neither crashes nor hangs, and none passes. A failure names its seed.</summary>
[NonParallelizable]
public sealed class FuzzTests
{
    /// <summary>Against each end; UTRACE_FUZZ=N for more.</summary>
    private static readonly int Streams = int.Parse(Environment.GetEnvironmentVariable("UTRACE_FUZZ") ?? "10000", System.Globalization.CultureInfo.InvariantCulture);

    private const int FirstSeed = 1;

    /// <summary>Lines of the implementation in the unspoilt conversation of <see cref="Scenario"/>, less those after which nothing is asked any more.</summary>
    private const int SpoiltLines = 12;

    private static readonly ModelCache Models = ModelCache.Normative();

    private static readonly string[] FromKit =
    [
        """{"jsonrpc":"2.0","id":1,"method":"hello","params":{"protocolMin":1,"protocolMax":1,"kit":"fuzz","kitVersion":"0"}}""",
        """{"jsonrpc":"2.0","id":2,"method":"reset","params":{"seed":1}}""",
        """{"jsonrpc":"2.0","id":3,"method":"spawn","params":{"thread":"T","group":"T"}}""",
        """{"jsonrpc":"2.0","id":4,"method":"declare","params":{"engine":"E","thread":"T","ops":"o","data":"d","callbacks":["report_quiesce"]}}""",
        """{"jsonrpc":"2.0","id":5,"method":"call","params":{"context":"setup","function":"attach","thread":"T","engine":"E","flags":16,"ops":"o","data":"d"}}""",
        """{"jsonrpc":"2.0","id":6,"method":"drive","params":{"thread":"T","activity":"syscall","name":"read","sleep":"interruptible"}}""",
        """{"jsonrpc":"2.0","id":7,"method":"call","params":{"context":"D","function":"control","engine":"E","action":2}}""",
        """{"jsonrpc":"2.0","id":1,"result":{"action":0}}""",
        """{"jsonrpc":"2.0","id":8,"method":"call","params":{"context":"T","callback":1,"function":"set_events","engine":"E","events":3}}""",
        """{"jsonrpc":"2.0","id":9,"method":"settle","params":{"milliseconds":0}}""",
        """{"jsonrpc":"2.0","id":10,"method":"probe","params":{"thread":"T"}}""",
        """{"jsonrpc":"2.0","id":11,"method":"wake","params":{"thread":"T"}}""",
        """{"jsonrpc":"2.0","id":12,"method":"reset","params":{"seed":2,"control":true}}""",
        """{"jsonrpc":"2.0","id":13,"method":"spawn","params":{"thread":"T","group":"T"}}""",
        """{"jsonrpc":"2.0","id":14,"method":"go","params":{"choices":["T"]}}""",
        """{"jsonrpc":"2.0","id":15,"method":"describeWaits","params":{}}""",
    ];

    private static Scenario Scenario { get; } = ScenarioLoader.LoadText("""
        schema: 1
        id: fuzz/case
        title: A stop, and a tick after it
        why: Without it nobody could stop the thread.
        guarantees: [STOP-01]
        threads:
          T:
            program:
              - await: go
              - tick
        engines:
          E:
            events: [QUIESCE]
            on:
              - callback: report_quiesce
                return: STOP
        actors:
          D:
            - control: { engine: E, action: STOP }
            - settle
            - probe: T
            - control: { engine: E, action: RESUME }
            - open: go
            - settle
            - probe: T
        """, "fuzz/case.yaml", "fuzz/case").Scenarios[0];

    [Test]
    public void No_stream_of_a_kit_breaks_the_serving_end()
    {
        var adapter = new ThreadedAdapter();
        AssertAll(seed =>
        {
            var corruption = new Corruption(seed);
            using var input = new MemoryStream();
            var spoilt = corruption.Next(FromKit.Length);
            for (var n = 0; n < FromKit.Length; n++)
            {
                var line = Encoding.UTF8.GetBytes(FromKit[n]);
                var sent = n == spoilt || corruption.Next(6) == 0 ? corruption.Of(line) : new Corruption.Spoilt([.. line, (byte)'\n'], false);
                input.Write(sent.Bytes);
                if (sent.EndsStream)
                {
                    break;
                }
            }

            input.Position = 0;
            using var output = new MemoryStream();
            var locked = Stream.Synchronized(output);
            using (var server = new WireServer(adapter, input, locked))
            {
                server.Run();
            }

            return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(l => !IsMessage(l)) is { } wrong
                ? $"the answer is no message: {wrong}"
                : null;
        });
    }

    [Test]
    public void No_stream_of_an_implementation_breaks_the_kit_or_passes()
    {
        var model = Models.Of(Scenario);
        Assert.That(model.Defects, Is.Empty);
        AssertAll(seed =>
        {
            var endpoint = new SpoiltEndpoint(new ThreadedAdapter(), seed, SpoiltLines);
            try
            {
                using var adapter = WireAdapter.Connect(endpoint, new WireOptions { StartDeadline = TimeSpan.FromMilliseconds(250), Validate = seed % 8 == 0 });
                var options = new CertifyOptions(new DeadlineUnit(TimeSpan.FromMilliseconds(10))) { DeadlineUnits = 25, Jobs = 1 };
                var verdict = new Certifier(Models).Certify([Scenario], [adapter], options).Verdicts[0];
                return verdict.Kind is VerdictKind.Pass && endpoint.IsFatal ? $"passes: {endpoint.What}" : null;
            }
            catch (AdapterException)
            {
                return null; // The handshake was spoilt; there is nothing that could pass.
            }
        });
    }

    private static bool IsMessage(string line)
    {
        try
        {
            using var read = JsonDocument.Parse(line);
            return read.RootElement.GetProperty("jsonrpc").ValueEquals("2.0");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>All seeds, many at a time since most of a broken one is waiting.</summary>
    private static void AssertAll(Func<int, string?> check)
    {
        TestContext.Out.WriteLine($"seeds {FirstSeed} to {FirstSeed + Streams - 1}");
        var next = FirstSeed - 1;
        var failures = new List<string>();
        var threads = Enumerable.Range(0, 48).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) is var seed && seed < FirstSeed + Streams)
            {
                string? failure;
                try
                {
                    failure = check(seed);
                }
                catch (Exception e)
                {
                    failure = e.ToString();
                }

                if (failure is not null)
                {
                    lock (failures)
                    {
                        failures.Add($"seed {seed}: {failure}");
                    }
                }
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        Assert.That(threads.Select(t => t.Join(TimeSpan.FromMinutes(5))), Is.All.True, "every stream is over in time");
        Assert.That(failures, Is.Empty);
    }
}

/// <summary>A served implementation, one of whose lines is spoilt on the way.</summary>
internal sealed record SpoiltEndpoint(IAdapter Adapter, int Seed, int Lines) : WireEndpoint
{
    /// <summary>Whether no reader could take the spoilt line for what was meant.</summary>
    public bool IsFatal { get; private set; }

    /// <summary>The line, before and after.</summary>
    public string What { get; private set; } = "";

    public override IWireTransport Connect()
    {
        var transport = new PipeTransport();
        var corruption = new Corruption(Seed);
        var left = corruption.Next(Lines);
        var isOver = false;
        var sink = new LineSink(line =>
        {
            if (isOver)
            {
                return;
            }

            if (left-- != 0)
            {
                transport.ServerOutput.Write(line.Span);
                return;
            }

            var was = line[..^1].ToArray();
            var spoilt = corruption.Of(was);
            (IsFatal, What) = (spoilt.IsFatal, $"{Encoding.UTF8.GetString(was)} -> {Encoding.UTF8.GetString(spoilt.Bytes.AsSpan(0, Math.Min(spoilt.Bytes.Length, 400)))}");
            transport.ServerOutput.Write(spoilt.Bytes);
            if (spoilt.EndsStream)
            {
                isOver = true;
                transport.ServerOutput.Dispose();
            }
        });
        new Thread(() =>
        {
            using var server = new WireServer(Adapter, transport.ServerInput, sink);
            server.Run();
            transport.ServerOutput.Dispose();
            transport.ServerInput.Dispose();
        })
        {
            IsBackground = true,
        }.Start();
        return transport;
    }

    public override string ToString() => $"spoilt {Seed}";
}
