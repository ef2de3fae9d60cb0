using System.Collections.Immutable;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Toys;

/// <summary>Short names for the parts of hand-made scenarios and logs.</summary>
public static class Toy
{
    public static LogEvent Tick { get; } = new Ticked("T");

    public static Ended EndRunning { get; } = ToySystem.EndLine(TraceeState.Running);

    public static Ended EndTstopped { get; } = ToySystem.EndLine(TraceeState.Tstopped);

    public static ApiCall Barrier { get; } = new(ApiFunction.Barrier, Engine: "E");

    public static LogEvent CallBarrier { get; } = new CallBegan("D", Barrier);

    public static LogEvent BarrierZero { get; } = new CallReturned("D", Barrier, CallResult.Zero);

    public static LogEvent BarrierGone { get; } = new CallReturned("D", Barrier, new CallResult(Errno.ESRCH));

    public static SourceMark At(int line) => new("toy.yaml", line, 1);

    public static Step BarrierStep(int line, params string[] expect) =>
        new CallStep(Barrier, expect.Length == 0 ? null : new ResultExpectation([.. expect], "BARRIER-02"), At(line));

    public static Scenario Scenario(Expectations? expect = null, ImmutableArray<Step> script = default, ImmutableArray<Step> program = default, ImmutableArray<EngineSpec> engines = default) =>
        new(
            "toy/case", "A toy", "It would not be one.", ["STOP-13", "RESUME-03", "BARRIER-02"], ["core"], default,
            [new ThreadSpec("T", "T", SelfReap: false, KernelThread: false, program.IsDefault ? [] : program)],
            engines.IsDefault ? [] : engines,
            [new ActorSpec("D", script.IsDefault ? [] : script)],
            expect ?? Expectations.None, "0123456789abcdef", At(1))
        {
            Gates = [],
        };

    public static EventExpectation Pattern(string match, string? after = null, int line = 20) => new(match, after, "SETEVENTS-05", At(line));

    /// <summary>T ticks once while D makes a barrier: every order, and a choice of the barrier's result.</summary>
    public static ToySystem Square()
    {
        var system = new ToySystem("T", "D").Rule(1, "U1", "takes a user step", "RESUME-01").Rule(2, "B0", "begins a barrier").Rule(3, "B3", "finds no callback open", "BARRIER-02");
        for (var t = 0; t < 2; t++)
        {
            // D: 0 -call-> 1 -hidden-> 2 -ret 0-> 4; 1 -ret ESRCH-> 4
            var row = t * 10;
            system.Step(row, row + 1, "D", CallBarrier, 2).Step(row + 1, row + 2, "D", null, 3)
                .Step(row + 2, row + 4, "D", BarrierZero, 3).Step(row + 1, row + 4, "D", BarrierGone, 4);
        }

        foreach (var d in new[] { 0, 1, 2, 4 })
        {
            system.Step(d, d + 10, "T", Tick);
        }

        return system;
    }
}
