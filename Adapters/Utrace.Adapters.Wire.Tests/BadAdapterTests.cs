using System.Diagnostics;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conformance.Running;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>An adapter that goes wrong costs one case, gets its own verdict and message, and the run goes on.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BadAdapterTests
{
    private static readonly ModelCache Models = ModelCache.Normative();
    private static readonly IReadOnlySet<string> Threaded = new Threaded.ThreadedAdapter().Identity.Capabilities;
    private static readonly DeadlineUnit Unit = new(TimeSpan.FromMilliseconds(100));
    private static readonly DeadlineUnit ShortUnit = new(TimeSpan.FromMilliseconds(10));

    /// <summary>A count is blamed where it was wrong in the last quarter of the deadline: enough of it, on a busy machine as well.</summary>
    private static readonly DeadlineUnit CountingUnit = new(TimeSpan.FromMilliseconds(25));
    private static readonly WireOptions Options = new() { StartDeadline = TimeSpan.FromSeconds(30), MaxLinesAtOnce = 5_000 };

    private static Scenario Bad { get; } = Case("bad/case", "Bad");

    private static Scenario Next { get; } = Case("good/case", "Good");

    [TestCase("exits-at-start", "the process exited with code 0", "expected: it answers until the kit closes its input")]
    [TestCase("fails-at-start", "the process exited with code 2", "its last words on stderr: cannot open /dev/utrace")]
    [TestCase("chats-at-start", "at its line 1", "the line is no JSON (byte 1): 'utrace adapter 1.0, ready'", "nothing but protocol lines on this stream")]
    [TestCase("other-version", "the answer to hello: protocol 7", "expected: protocol 1, the only one in the kit's range")]
    [TestCase("unknown-capability", "a capability is 'teleport'", "expected: one of abort, ")]
    public void At_the_start_it_is_not_available(string name, params string[] said)
    {
        var failure = Assert.Throws<AdapterException>(() => Connect(name, Options).Dispose())!;
        AssertSaid(failure.Message, said);
    }

    [Test]
    public void Silence_at_the_start_is_not_waited_for()
    {
        var failure = Assert.Throws<AdapterException>(() => Connect("silent-at-start", Options with { StartDeadline = TimeSpan.FromSeconds(1) }).Dispose())!;
        AssertSaid(failure.Message, ["hello was not answered: silence for 1 s", "expected: an answer at once"]);
    }

    [TestCase("crashes", VerdictKind.Crash, "the process was killed (SIGKILL)", "the kit's last request: ")]
    [TestCase("aborts", VerdictKind.Crash, "the process was aborted (SIGABRT)", "assertion failed: engine->ops != NULL")]
    [TestCase("exits-in-a-call", VerdictKind.Crash, "the process exited with code 3", "its last words on stderr: out of engines")]
    [TestCase("exits-with-zero-in-a-call", VerdictKind.Crash, "the process exited with code 0", "do: run it by itself")]
    [TestCase("half-a-line", VerdictKind.Crash, "half a line, '{\"jsonrpc\":\"2.0\",\"id\":', and then the end: the process exited with code 1")]
    [TestCase("stderr-flood", VerdictKind.Crash, "the process exited with code 4", "the last straw")]
    [TestCase("closes-its-output", VerdictKind.Crash, "the process closed its standard output but goes on")]
    [TestCase("breaks-down", VerdictKind.Crash, "the implementation broke down in call: use of a freed engine (poison 0x6b)")]
    [TestCase("tells-of-a-crash", VerdictKind.Crash, "the implementation broke down in Bad: double free of E")]
    [TestCase("stops-reading", VerdictKind.Hang, "no progress for ")]
    [TestCase("garbage", VerdictKind.AdapterError, "the line is no JSON (byte 1): '*** BUG: scheduling while atomic ***'", "expected: one JSON object, and nothing but protocol lines on this stream")]
    [TestCase("endless-line", VerdictKind.AdapterError, "a line without an end", "expected: lines of 1048576 bytes at most")]
    [TestCase("not-utf8", VerdictKind.AdapterError, "the line is not UTF-8", "expected: UTF-8 without a byte order mark")]
    [TestCase("flood", VerdictKind.AdapterError, "a flood: 5000 lines that no request asked for", "still here")]
    [TestCase("unasked-answer", VerdictKind.AdapterError, "an answer with id 4711, which the kit did not ask for, or which was answered before", "expected: an answer to one of ")]
    [TestCase("answers-twice", VerdictKind.AdapterError, "which the kit did not ask for, or which was answered before")]
    [TestCase("id-as-text", VerdictKind.AdapterError, "a member of the message has the wrong type", "expected: \"id\" an integer from 1")]
    [TestCase("batch", VerdictKind.AdapterError, "the line is no JSON object", "expected: one object a line, no batches")]
    [TestCase("unknown-errno", VerdictKind.AdapterError, "errno is 'EWHATEVER'", "expected: one of 0, ENOENT")]
    [TestCase("lacks-errno", VerdictKind.AdapterError, "the answer to call lacks 'errno'", "expected: an object with errno")]
    [TestCase("unknown-method", VerdictKind.AdapterError, "there is no method 'fork'", "expected: one of callback, released, ticked")]
    [TestCase("wrong-member", VerdictKind.AdapterError, "params of ticked lacks 'thread'", "expected: an object with thread")]
    [TestCase("unknown-thread", VerdictKind.AdapterError, "Ticked(Nobody): Nobody is not a thread of the scenario; expected one of Bad")]
    [TestCase("undriven-tick", VerdictKind.AdapterError, "Ticked(Bad), but it has no activity; expected a tick only for a driven tick")]
    [TestCase("foreign-callback", VerdictKind.AdapterError, "expected the context Bad: a callback runs in the engine's thread")]
    [TestCase("lies-about-capabilities", VerdictKind.AdapterError, "control is not there yet", "a claimed capability cannot be skipped")]
    [TestCase("miscounts", VerdictKind.AdapterError, "Settle counted 0 blocked calls, 3 open callbacks", "expected, as the kit has in flight")]
    [TestCase("closes-its-input", VerdictKind.AdapterError, "the adapter closed its input but goes on", "expected: it reads until the kit closes its end")]
    public void In_a_case_it_costs_that_case(string name, VerdictKind kind, params string[] said)
    {
        using var adapter = Connect(name, Options);
        var unit = kind is VerdictKind.Hang ? ShortUnit : said[0].StartsWith("Settle counted", StringComparison.Ordinal) ? CountingUnit : Unit;
        CaseVerdict[] verdicts = [.. Certify(adapter, unit, Bad), .. Certify(adapter, Next)];
        AssertSaid(verdicts[0].Reason!, said);
        Assert.That(verdicts.Select(v => v.Kind), Is.EqualTo(new[] { kind, VerdictKind.Pass }), verdicts[1].Reason);
    }

    [Test]
    public void A_call_that_is_never_answered_does_not_pass()
    {
        using var adapter = Connect("never-answers", Options);
        var verdict = Certify(adapter, ShortUnit, Bad)[0];

        // Settling goes on and does not count it; where the machine is slow, its answer is what comes too late.
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.AdapterError).Or.EqualTo(VerdictKind.Hang));
        Assert.That(verdict.Reason, Does.Contain("expected, as the kit has in flight: 1, 0 and 0").Or.Contain("no progress for 200 units"));
    }

    [Test]
    public void What_it_started_is_gone_with_it()
    {
        using var adapter = Connect("leaves-a-child", Options);
        var verdict = Certify(adapter, Bad)[0];
        Assert.That(verdict.Reason, Does.Contain("the process exited with code 5"));
        Assert.That(() => Running("86399"), Is.Empty.After(10_000, 20), "a killed process that is not the kit's own child is gone a moment later");
    }

    [Test]
    public void One_that_dies_in_every_case_gives_every_case_a_result()
    {
        using var adapter = Connect("crashes", Options);
        var verdicts = Certify(adapter, Bad, Bad, Bad, Bad);
        Assert.That(verdicts.Select(v => v.Kind), Is.All.EqualTo(VerdictKind.Crash));
        Assert.That(verdicts, Has.Length.EqualTo(4));
    }

    [Test]
    public void One_that_dies_in_every_bundled_case_gives_every_one_a_result()
    {
        var stops = ScenarioLoader.LoadDirectory(BundledScenarios()).Scenarios.Where(s => s.Id.StartsWith("stop/", StringComparison.Ordinal) && s.Needs.All(Threaded.Contains)).ToArray();
        using var adapter = Connect("exits-at-a-spawn", Options, "*");
        var verdicts = Certify(adapter, stops);
        Assert.That(stops, Has.Length.GreaterThan(10));
        Assert.That(verdicts.Select(v => v.Case), Is.EqualTo(stops.Select(s => s.Id)));
        Assert.That(verdicts.Select(v => v.Kind), Is.All.EqualTo(VerdictKind.Crash));
        Assert.That(verdicts.Select(v => v.Reason), Is.All.Contains("the process exited with code 6"));
    }

    [Test]
    public void One_that_outlives_its_input_is_killed()
    {
        var adapter = Connect("outlives-its-input", Options);
        Assert.That(Certify(adapter, Next)[0].Kind, Is.EqualTo(VerdictKind.Pass));
        adapter.Dispose();
        Assert.That(Running("outlives-its-input"), Is.Empty);
    }

    [Test]
    public void Validate_says_message_direction_path_and_expectation()
    {
        using var adapter = Connect("wrong-member", Options with { Validate = true });
        AssertSaid(Certify(adapter, Bad)[0].Reason!, ["ticked.notification (implementation to kit) is not as the schema has it at #/params", "expected: "]);
    }

    [Test]
    public void Trace_has_every_line_with_its_direction()
    {
        var file = new MemoryStream();
        using (var trace = new WireTrace(file))
        using (var adapter = Connect("garbage", Options with { Trace = trace }))
        {
            Certify(adapter, Bad);
        }

        var lines = System.Text.Encoding.UTF8.GetString(file.ToArray()).Split('\n');
        Assert.That(lines[0], Does.StartWith("1 > {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\""));
        Assert.That(lines[1], Does.StartWith("1 < {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocol\":1"));
        Assert.That(lines, Does.Contain("1 < *** BUG: scheduling while atomic ***"));
        Assert.That(lines, Has.Some.StartsWith("1 ! the adapter broke the protocol at its line "));
    }

    private static WireAdapter Connect(string name, WireOptions options, string thread = "Bad") =>
        WireAdapter.Connect(new ExecEndpoint([Path.Combine(AppContext.BaseDirectory, "Utrace.BadAdapters"), name, thread]), options);

    private static string BundledScenarios([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "fixtures", "scenarios"));

    private static CaseVerdict[] Certify(IAdapter adapter, params Scenario[] scenarios) => Certify(adapter, Unit, scenarios);

    private static CaseVerdict[] Certify(IAdapter adapter, DeadlineUnit unit, params Scenario[] scenarios) =>
        [.. new Certifier(Models).Certify(scenarios, [adapter], new CertifyOptions(unit) { Jobs = 1 }).Verdicts];

    private static void AssertSaid(string text, string[] said)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var part in said)
            {
                Assert.That(text, Does.Contain(part));
            }
        }
    }

    /// <summary>Processes with this argument that were started from here: another run of the tests beside this one has its own.</summary>
    private static IEnumerable<string> Running(string argument) =>
        Process.GetProcesses().Where(p => IsFromHere(p.Id)).Select(p => CommandLine(p.Id)).Where(c => c.Split('\0').Contains(argument, StringComparer.Ordinal));

    private static bool IsFromHere(int process)
    {
        try
        {
            return string.Equals(new FileInfo($"/proc/{process}/cwd").LinkTarget, Environment.CurrentDirectory, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static Scenario Case(string id, string thread)
    {
        var loaded = ScenarioLoader.LoadText($$"""
            schema: 1
            id: {{id}}
            title: A request is served
            why: Without it nobody could stop the thread.
            guarantees: [STOP-01]
            threads:
              {{thread}}:
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
                - probe: {{thread}}
                - open: go
            """, $"{id}.yaml", id);
        Assert.That(loaded.Defects, Is.Empty);
        return loaded.Scenarios[0];
    }
}
