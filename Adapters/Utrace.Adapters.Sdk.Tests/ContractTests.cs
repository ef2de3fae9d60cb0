using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Kit;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;
using Activity = Utrace.Spec.Scenarios.Activity;

namespace Utrace.Adapters.Sdk.Tests;

/// <summary>Both SDKs carry every capability: each request and member of the kernel around utrace reaches the adapter, and comes back, and fits the schema.</summary>
[TestFixture("c")]
[TestFixture("python")]
public sealed class ContractTests(string sdk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private string _program = "";

    [OneTimeSetUp]
    public void Build()
    {
        Shell.Need(sdk is "c" ? "gcc" : "python3");
        _program = sdk is "c"
            ? Shell.Compile("contract", [Path.Combine(Shell.SdkC, "test", "contract.c")])
            : $"python3 {Path.Combine(Shell.SdkPython, "test", "contract.py")}";
    }

    [Test]
    public void Everything_IsCarriedBothWaysAndFitsTheSchema()
    {
        using var adapter = WireAdapter.Connect(WireEndpoint.Parse($"exec:{_program}"), new WireOptions { Validate = true, StartDeadline = Patience });
        Assert.That(adapter.Identity.Capabilities, Is.EquivalentTo(Capability.All));
        Assert.That(adapter.Identity.Homepage, Is.EqualTo("https://contract.example"));

        var kit = new Recorder();
        using var session = adapter.Open(kit, 1);
        kit.Session = session;
        session.Spawn(new ThreadSpec("P", "P", SelfReap: false, KernelThread: false, []));
        session.Spawn(new ThreadSpec("T", "G", SelfReap: true, KernelThread: false, [])
        {
            Parent = "P",
            Step = StepHardware.Single,
            Signals = [(SignalNumber.SIGUSR1, Disposition.Ignore), (SignalNumber.SIGUSR2, Disposition.Handler), (SignalNumber.SIGTERM, Disposition.Default)],
            Blocked = SignalSet.Of(SignalNumber.SIGHUP),
            IsOrphaned = true,
        });
        session.Declare(new ThreadSpec("C", "G", SelfReap: false, KernelThread: false, []) { IsCloned = true });
        session.Declare(new EngineSpec("E", "T", "ops", "data", Attached: false, UtraceEvents.None, [.. Enum.GetValues<Callback>()], []));
        Rest(session);
        Assert.That(session.DescribeWaits(), Does.Contain("T waits in user mode: parent P, stepping 1, ignored 400, handled 1000, defaulted 8000, blocked 2, orphaned 1"));
        Assert.That(session.Probe("C"), Is.EqualTo(TraceeState.Unborn));

        Do(kit, session, new ApiCall(ApiFunction.Attach, Engine: "E", Flags: AttachFlags.Create, Ops: "ops", Data: "data", Pid: "C"));
        Do(kit, session, new ApiCall(ApiFunction.Attach, Engine: "E", Flags: AttachFlags.Create, Ops: "ops", Data: "data", Pid: "T"));
        Do(kit, session, new ApiCall(ApiFunction.SetEvents, Engine: "E", Events: UtraceEvents.Clone, Pid: "T"));
        Do(kit, session, new ApiCall(ApiFunction.Control, Engine: "E", Action: Words.StickyStop));
        Do(kit, session, new ApiCall(ApiFunction.Barrier, Engine: "E", Pid: "P"));
        Do(kit, session, new ApiCall(ApiFunction.Send, "T", Signal: SignalNumber.SIGUSR1, ToGroup: true));
        Do(kit, session, new ApiCall(ApiFunction.Send, "T", Signal: SignalNumber.SIGSTOP, ToGroup: true));
        Do(kit, session, "T", new SigactionActivity(SignalNumber.SIGUSR2, Disposition.Ignore, default));
        Do(kit, session, "T", new SigmaskActivity(SignalSet.Of(SignalNumber.SIGUSR1, SignalNumber.SIGTERM), default));
        Do(kit, session, "T", new SigmaskActivity(default, default));
        Do(kit, session, "T", new CloneActivity(null, CloneKind.Vfork, default));
        Do(kit, session, "T", new CloneActivity("C", CloneKind.Fork, default));
        Do(kit, session, "C", new TickActivity(default));
        Do(kit, session, "T", new WaitActivity("C", default));
        Do(kit, session, "C", new ExitActivity(3, Group: false, default));

        // In the end T goes on as C dies: which of them is heard first is chance.
        Assert.That(string.Join('\n', kit.Lines.SkipLast(3)), Is.EqualTo(string.Join('\n', Expected.SkipLast(3))));
        Assert.That(kit.Lines.TakeLast(3).OrderBy(l => l[0]), Is.EqualTo(Expected.TakeLast(3).OrderBy(l => l[0])));
    }

    /// <summary>What a clone makes is told in the step that makes it, and runs when it is chosen.</summary>
    [Test]
    public void UnderControl_AClonedThreadIsStarted()
    {
        var words = CommandWords.Split(_program);
        using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var id = 0;
        Ask("hello", """{"protocolMin":1,"protocolMax":1,"kit":"test","kitVersion":"1"}""");
        Ask("reset", """{"seed":1,"control":true}""");
        Ask("spawn", """{"thread":"T","group":"T"}""");
        Ask("spawn", """{"thread":"C","group":"C","cloned":true}""");
        Ask("drive", """{"thread":"C","activity":"tick"}""");
        Ask("drive", """{"thread":"T","activity":"clone","kind":"thread","child":"C"}""");
        List<string> steps = [];
        for (var chosen = "T"; !steps.Contains("C told", StringComparer.Ordinal);)
        {
            foreach (var step in Ask("go", $$"""{"choices":["{{chosen}}"]}""")["steps"]!.AsArray())
            {
                steps.Add($"{step!["context"]} {step["at"]}");
                chosen = step["started"] is { } started ? (string)started[0]! : chosen;
            }

            Assert.That(steps, Has.Count.LessThan(40));
        }

        process.StandardInput.Close();
        process.WaitForExit();
        Assert.That(steps, Has.Some.EqualTo("T told"));

        JsonNode Ask(string method, string parameters)
        {
            process.StandardInput.WriteLine($$"""{"jsonrpc":"2.0","id":{{++id}},"method":"{{method}}","params":{{parameters}}}""");
            while (process.StandardOutput.ReadLine() is { } line)
            {
                var answer = JsonNode.Parse(line)!;
                if (answer["method"] is null)
                {
                    return answer["result"] ?? throw new AssertionException(line);
                }
            }

            throw new AssertionException("the adapter is gone");
        }
    }

    private static ImmutableArray<string> Expected =>
    [
        "attach(pid=C, CREATE, as=E, ops=ops, data=data) = ESRCH",
        "attach(pid=T, CREATE, as=E, ops=ops, data=data) = E",
        "set_events(E, CLONE, pid=T) = 0",
        "control(E, STICKY_STOP) = 0",
        "barrier(E, pid=P) = ESRCH",
        "send(T, SIGUSR1, group) = 0",
        "T E.report_signal(RESUME, SIGNAL, SIGUSR1, handler, handler)",
        "T handler SIGUSR2",
        "send(T, SIGSTOP, group) = 0",
        "T E.report_jctl(RESUME, STOPPED, 0)",
        "wake_up(g) = 0",
        "T notify Stopped",
        "T wake g",
        "T Enter sigaction SIGUSR2 ignore",
        "T Done sigaction SIGUSR2 ignore",
        "T Enter sigmask SIGUSR1|SIGTERM",
        "T Done sigmask SIGUSR1|SIGTERM",
        "T Enter sigmask 0",
        "T Done sigmask 0",
        "T Enter clone",
        "T Fail clone",
        "T Done clone",
        "T Enter clone C",
        "T E.report_clone(RESUME, fork, C)",
        "T Done clone C",
        "C tick",
        "T Enter wait C",
        "C Enter exit",
        "C died",
        "T Body wait C",
        "T Done wait C",
    ];

    private static void Do(Recorder kit, ISession session, ApiCall call)
    {
        kit.Mark();
        var result = session.Call("D", call);
        kit.Insert($"{call} = {result}");
        Rest(session);
    }

    private static void Do(Recorder kit, ISession session, string thread, Activity activity)
    {
        kit.Mark();
        session.Drive(thread, activity);
        Rest(session);
    }

    /// <summary>Nothing moves, and the kit has answered every callback.</summary>
    private static void Rest(ISession session) =>
        Assert.That(SpinWait.SpinUntil(() => session.Settle(Patience) is { IsSettled: true, OpenCallbacks: 0 }, Patience), Is.True);

    /// <summary>Writes down what it is told; answers signals with another number and disposition, and wakes somebody up in report_jctl.</summary>
    private sealed class Recorder : IKit
    {
        private readonly Lock _sync = new();
        private readonly List<string> _lines = [];
        private int _mark;

        public ISession? Session { get; set; }

        public ImmutableArray<string> Lines
        {
            get
            {
                lock (_sync)
                {
                    return [.. _lines];
                }
            }
        }

        /// <summary>What comes now comes after all that was before.</summary>
        public void Mark()
        {
            lock (_sync)
            {
                _mark = _lines.Count;
            }
        }

        /// <summary>A call stands before what came of it.</summary>
        public void Insert(string call)
        {
            lock (_sync)
            {
                _lines.Insert(_mark, call);
            }
        }

        public CallbackReply Callback(string context, CallbackInvocation invocation)
        {
            Add($"{context} {invocation}");
            if (invocation.Callback is Spec.Callback.Jctl)
            {
                var wake = new ApiCall(ApiFunction.WakeUp, Gate: "g");
                Add($"{wake} = {Session!.Call(context, wake)}");
            }

            var resume = new ActionWord(ResumeAction.Resume);
            return invocation.Callback is Spec.Callback.Signal ? new CallbackReply(resume, null, SignalNumber.SIGUSR2, Disposition.Ignore) : new CallbackReply(resume);
        }

        public void Released(string engine) => Add($"release {engine}");

        public void Ticked(string thread) => Add($"{thread} tick");

        public void Staged(string thread, ActivityStage stage, string what) => Add($"{thread} {stage} {what}");

        public void HandlerRan(string thread, SignalNumber signal) => Add($"{thread} handler {signal}");

        public void ParentTold(string thread, JctlType what) => Add($"{thread} notify {what}");

        public void WokenUp(string context, string gate) => Add($"{context} wake {gate}");

        public void Died(string thread) => Add($"{thread} died");

        public void Crashed(string context, Exception exception) => Add($"{context} crashed: {exception.Message}");

        private void Add(string line)
        {
            lock (_sync)
            {
                _lines.Add(line);
            }
        }
    }
}
