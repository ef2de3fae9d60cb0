using System.Collections.Immutable;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Running;

/// <summary>Scenarios in a line.</summary>
internal static class Make
{
    private static readonly SourceMark Here = new("test", 1, 1);

    public static Step Tick { get; } = new TickActivity(Here);

    public static Step Settle { get; } = new SettleStep(Here);

    public static Step Exit { get; } = new ExitActivity(0, Group: false, Here);

    public static Step Open(string gate) => new OpenStep(gate, Here);

    public static Step Await(string gate) => new AwaitStep(gate, Here);

    public static Step Await(string thread, TraceeState state) => new AwaitStateStep(thread, state, Here);

    public static Step Probe(string thread) => new ProbeStep(thread, null, Here);

    public static Step Sleep(string until) => new SyscallActivity("read", SleepKind.Interruptible, until, Here);

    public static Step Control(ResumeAction action = ResumeAction.Report, string engine = "E", ResultExpectation? expect = null) =>
        new CallStep(new(ApiFunction.Control, Engine: engine, Action: (uint)action), expect, Here);

    public static ThreadSpec Thread(string name, params Step[] program) => new(name, name, SelfReap: false, KernelThread: false, [.. program]);

    public static ActorSpec Actor(string name, params Step[] script) => new(name, [.. script]);

    public static CallbackRule Rule(ResumeAction result, OccurrenceRange occurrences, params Step[] steps) =>
        new(Callback.Quiesce, null, occurrences, [.. steps], new(result), null, Here);

    public static EngineSpec Engine(string name, string thread, params CallbackRule[] rules) =>
        new(name, thread, $"ops-{name}", $"data-{name}", Attached: true, UtraceEvents.Quiesce, [.. Enum.GetValues<Callback>()], [.. rules]);

    public static Scenario Scenario(ThreadSpec thread, EngineSpec? engine, params ActorSpec[] actors) => new(
        "toy/case", "a toy", "it would break", ["REPORT-01"], ["core"], default, [thread], engine is null ? [] : [engine], [.. actors],
        Expectations.None, "0123456789abcdef", Here)
    {
        Gates = [],
    };
}
