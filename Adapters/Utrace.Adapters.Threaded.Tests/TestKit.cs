using System.Collections.Concurrent;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded.Tests;

/// <summary>A small kit: answers callbacks by rule, holds them open on demand, keeps the lines in the order of real time, and drives calls on threads of its own.</summary>
internal sealed class TestKit : IKit, IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly SourceMark Here = new("test", 1, 1);
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentDictionary<string, Func<CallbackReply>> _rules = new(StringComparer.Ordinal);
    private readonly List<Exception> _crashes = [];
    private readonly List<HeldCallback> _held = [];

    public TestKit(Fault? fault = null)
    {
        Session = new ThreadedAdapter(fault).Open(this, seed: 1);
    }

    public ISession Session { get; }

    public IReadOnlyList<string> Log => [.. _log];

    public IReadOnlyList<Exception> Crashes => _crashes;

    public static ActionWord Word(ResumeAction action, uint bits = 0) => new(action, bits);

    /// <summary>Answers the callback, named as in the log without its arguments, or with them for one kind of invocation.</summary>
    public void On(string callback, Func<CallbackReply> rule) => _rules[callback] = rule;

    public void On(string callback, ResumeAction result, uint bits = 0) => On(callback, () => new CallbackReply(Word(result, bits)));

    /// <summary>Holds the callback open until it is released; it then answers what it was released with.</summary>
    public HeldCallback Hold(string callback)
    {
        var held = new HeldCallback();
        _held.Add(held);
        On(callback, () => new CallbackReply(held.Wait()));
        return held;
    }

    public void Spawn(string name, string? group = null, bool selfReap = false, bool kernelThread = false) =>
        Session.Spawn(new ThreadSpec(name, group ?? name, selfReap, kernelThread, []));

    public void SpawnWith(string name, params (SignalNumber, Disposition)[] signals) => SpawnWith(name, name, default, signals);

    public void SpawnWith(string name, SignalSet blocked, params (SignalNumber, Disposition)[] signals) => SpawnWith(name, name, blocked, signals);

    public void SpawnWith(string name, string group, SignalSet blocked, params (SignalNumber, Disposition)[] signals) =>
        Session.Spawn(new ThreadSpec(name, group, SelfReap: false, KernelThread: false, []) { Blocked = blocked, Signals = [.. signals] });

    /// <summary>A thread that a clone is to make.</summary>
    public void DeclareThread(string name, string? group = null, string? parent = null) =>
        Session.Declare(new ThreadSpec(name, group ?? name, SelfReap: false, KernelThread: false, []) { IsCloned = true, Parent = parent });

    public void SpawnChild(string name, string parent) =>
        Session.Spawn(new ThreadSpec(name, name, SelfReap: false, KernelThread: false, []) { Parent = parent });

    public void Clone(string child, CloneKind kind, string thread = "T") => Session.Drive(thread, new CloneActivity(child, kind, Here));

    public void WaitFor(string child, string thread = "T") => Session.Drive(thread, new WaitActivity(child, Here));

    public Errno Send(string thread, SignalNumber signal, bool group = false) => Do(CallOf.Send(thread, signal, group)).Errno;

    public void Sigmask(SignalSet blocked, string thread = "T") => Session.Drive(thread, new SigmaskActivity(blocked, Here));

    public void Sigaction(SignalNumber signal, Disposition disposition, string thread = "T") => Session.Drive(thread, new SigactionActivity(signal, disposition, Here));

    /// <summary>Declares, attaches and gives the mask, as the setup of a scenario does.</summary>
    public void Attach(string engine, UtraceEvents events, string thread = "T", Callback[]? callbacks = null)
    {
        Declare(engine, thread, callbacks);
        Assert.That(Do(CallOf.Attach(thread, engine)).Errno, Is.EqualTo(Errno.None));
        if (events is not UtraceEvents.None)
        {
            Assert.That(Do(CallOf.SetEvents(engine, events)).Errno, Is.EqualTo(Errno.None));
        }
    }

    public void Declare(string engine, string thread = "T", Callback[]? callbacks = null) =>
        Session.Declare(new EngineSpec(engine, thread, "ops-" + engine, "data-" + engine, true, UtraceEvents.None, [.. callbacks ?? Enum.GetValues<Callback>()], []));

    public CallResult Do(ApiCall call, string context = "D") => Session.Call(context, call);

    public Errno Control(string engine, ResumeAction action, string context = "D") => Do(CallOf.Control(engine, action), context).Errno;

    /// <summary>A call in flight on a thread of its own.</summary>
    public Task<CallResult> Begin(ApiCall call, string context = "D2") =>
        Task.Factory.StartNew(() => Do(call, context), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Tick(string thread = "T") => Session.Drive(thread, new TickActivity(Here));

    public void Exec(string thread = "T") => Session.Drive(thread, new ExecActivity(Fails: false, Here));

    public void Exit(int code, string thread = "T", bool group = false) => Session.Drive(thread, new ExitActivity(code, group, Here));

    public void Syscall(SleepKind sleep = SleepKind.None, string thread = "T") => Session.Drive(thread, new SyscallActivity("call", sleep, "gate", Here));

    /// <summary>
    /// Until nothing moves. A callback that just returns is the kit's to know of, and so is a call that just begins:
    /// both counts have to agree with what the test has in flight.
    /// </summary>
    public Settlement Settle(int callsInFlight = 0)
    {
        while (true)
        {
            var settled = Session.Settle(Deadline);
            Assert.That(settled.IsSettled, Is.True, () => "never at rest: " + string.Join("; ", Session.DescribeWaits()));
            if (settled.BlockedCalls == callsInFlight && settled.OpenCallbacks == _held.Count(h => h.IsOpen))
            {
                return settled;
            }

            Thread.Yield();
        }
    }

    public TraceeState Probe(string thread = "T") => Session.Probe(thread);

    public int Count(string line) => _log.Count(l => string.Equals(l, line, StringComparison.Ordinal));

    public int CountStarting(string start) => _log.Count(l => l.StartsWith(start, StringComparison.Ordinal));

    public CallbackReply Callback(string context, CallbackInvocation invocation)
    {
        _log.Enqueue($"{context} begin {invocation}");
        var name = $"{invocation.Engine}.{Words.Of(invocation.Callback)}";
        var reply = _rules.TryGetValue(invocation.ToString(), out var exact) || _rules.TryGetValue(name, out exact)
            ? exact()
            : new CallbackReply(Word(ResumeAction.Resume));
        _log.Enqueue($"{context} end {name}");
        return reply;
    }

    public void Released(string engine) => _log.Enqueue($"* release {engine}");

    public void Ticked(string thread) => _log.Enqueue($"{thread} tick");

    public void Staged(string thread, ActivityStage stage, string what) => _log.Enqueue($"{thread} {stage.ToString().ToLowerInvariant()} {what}");

    public void HandlerRan(string thread, SignalNumber signal) => _log.Enqueue($"{thread} handler {Words.Of(signal)}");

    public void ParentTold(string thread, JctlType what) => _log.Enqueue($"{thread} notify {Words.Of(what)}");

    public void WokenUp(string context, string gate) => _log.Enqueue($"{context} wake {gate}");

    public void Died(string thread) => _log.Enqueue($"{thread} died");

    public void Crashed(string context, Exception exception)
    {
        lock (_crashes)
        {
            _crashes.Add(exception);
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        Assert.That(_crashes, Is.Empty);
    }
}
