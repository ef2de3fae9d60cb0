using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Kernel;

/// <summary>What each context waits for or is about to do, in a line.</summary>
internal static class WaitText
{
    public static List<string> Describe(WorldProgram program, in Machine machine)
    {
        var lines = new List<string>();
        for (var c = 0; c < program.Contexts.Count; c++)
        {
            lines.Add($"{program.Contexts[c]}: {Of(program, machine, c)}");
        }

        return lines;
    }

    private static string Of(WorldProgram program, in Machine machine, int c)
    {
        ref var context = ref machine.Context(c);
        if (context.Callback.Engine != 0)
        {
            var name = $"in {program.EngineNames[context.Callback.Engine - 1]}.{Words.Of(context.Callback.Kind)}";
            return context.Inner.Place is CallPlace.None
                ? $"{name}{Next(program, program.Engines[context.Callback.Engine - 1], context.Callback)}"
                : $"{name}, in {Call(program, machine, context.Inner)}";
        }

        if (c < program.Threads.Count)
        {
            ref var t = ref machine.Thread(c);
            var step = context.Next < program.Scripts[c].Count ? Step(program, program.Scripts[c][context.Next]) : "nothing to do";
            return t.Place switch
            {
                ThreadPlace.User => $"in user mode, next {step}",
                ThreadPlace.Dead => "dead",
                ThreadPlace.Stopped => "in a traced stop held by " + Holders(program, machine, t),
                ThreadPlace.SyscallAsleep => $"asleep in a system call until gate {program.Gates[program.Scripts[c][context.Next].Gate]} is open",
                _ => $"in the kernel at {t.Place}",
            };
        }

        if (context.Outer.Place is not CallPlace.None)
        {
            return $"in {Call(program, machine, context.Outer)}";
        }

        return context.Next < program.Scripts[c].Count ? $"next {Step(program, program.Scripts[c][context.Next])}" : "script over";
    }

    private static string Next(WorldProgram program, EngineProgram engine, in CallbackFrame callback)
    {
        var body = callback.Rule == 0 ? null : engine.Rules[callback.Rule - 1].Body;
        return body is not null && callback.Next < body.Count ? $", next {Step(program, body[callback.Next])}" : ", about to return";
    }

    private static string Holders(WorldProgram program, in Machine machine, in ThreadState t)
    {
        var names = new List<string>();
        for (var e = 0; e < program.Engines.Count; e++)
        {
            if (((t.Attached | t.Waiting) & (1ul << e)) != 0 && machine.Engine(e).WantsStop)
            {
                names.Add(program.EngineNames[e]);
            }
        }

        return names.Count == 0 ? "nobody" : string.Join(", ", names);
    }

    private static string Call(WorldProgram program, in Machine machine, in CallFrame frame)
    {
        var call = program.ApiCalls[frame.Call];
        var waits = (call.Function, frame.Place) switch
        {
            (ApiFunction.Reap, CallPlace.Body) => $", waits for {call.Thread} to be dead",
            (ApiFunction.Barrier, CallPlace.BarrierAsleep) => $", waits for a callback of {call.Engine} to be over",
            (ApiFunction.Barrier, CallPlace.BarrierMarked) => $", waits for {call.Engine} to be fully detached",
            (ApiFunction.Attach, CallPlace.Body) when Blocked(program, machine, call) => $", waits for an earlier engine {call.Engine} to be released",
            _ => "",
        };
        return $"{call}{waits}";
    }

    private static bool Blocked(WorldProgram program, in Machine machine, ApiCall call) =>
        call.Engine is { } name && machine.Engine(program.EngineNames.Find(name)) is { Ops: not OpsKind.Unborn, References: not 0 };

    private static string Step(WorldProgram program, in CompiledStep step) => step.Kind switch
    {
        StepKind.Call => program.ApiCalls[step.A].ToString(),
        StepKind.Open => $"open {program.Gates[step.A]}",
        StepKind.Await => $"await gate {program.Gates[step.A]}",
        StepKind.AwaitState => $"await {program.Contexts[step.A]} = {Words.Of((TraceeState)step.B)}",
        StepKind.Settle => "settle",
        StepKind.Probe => $"probe {program.Contexts[step.A]}",
        StepKind.Tick => "tick",
        StepKind.Exit => "exit",
        StepKind.ExitGroup => "exit_group",
        _ => program.Activities[step.A],
    };
}
