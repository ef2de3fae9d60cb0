using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Programs;

/// <summary>
/// What a machine runs: threads, engines, scripts and the tables behind the indices. Fixed for a scenario; a driven session appends to it under its monitor.
/// </summary>
internal sealed class WorldProgram
{
    /// <summary>The code-table index of the status of a killed thread, 9.</summary>
    public const byte CodeOfKill = 1;

    /// <summary>The code-table index of the status of a SIGTRAP, 5.</summary>
    public const byte CodeOfTrap = 2;

    public WorldProgram()
    {
        Codes.Add(0);
        Codes.Add(9);
        Codes.Add(5);
        foreach (var signal in Enum.GetValues<SignalNumber>())
        {
            Codes.Add((int)signal);
        }
    }

    public Names<string> Contexts { get; } = new();

    public Names<string> Groups { get; } = new();

    public Names<string> EngineNames { get; } = new();

    public Names<string> Gates { get; } = new();

    public Names<string> Identities { get; } = new();

    public Names<string> Activities { get; } = new();

    public Names<ApiCall> ApiCalls { get; } = new();

    public Names<int> Codes { get; } = new();

    public List<CompiledCall> Calls { get; } = [];

    public List<ThreadProgram> Threads { get; } = [];

    public List<EngineProgram> Engines { get; } = [];

    /// <summary>Per context: a thread's program or an actor's script.</summary>
    public List<List<CompiledStep>> Scripts { get; } = [];

    /// <summary>Driven sessions: what the open callback of a context does, call by call; null in a scenario, where the rules say it.</summary>
    public DrivenCallbacks? Driven { get; init; }

    public int CounterCount { get; set; }

    /// <summary>Which engines' turns without a callback somebody can tell from no turn; none in a driven session.</summary>
    public IdleTurns IdleTurns { get; set; }

    /// <summary>Whether switch counts matter.</summary>
    public bool Examines { get; set; }

    public required Fix Fixes { get; init; }

    /// <summary>Whether open questions of the documents are answered both ways; a historic profile answers as its kernel did.</summary>
    public required bool Open { get; init; }

    /// <summary>Whether the profile is the last upstream state, where it differs from RHEL 6 in what no fix names.</summary>
    public required bool VariantB { get; init; }

    /// <summary>What its API version does otherwise.</summary>
    public Departure Departures { get; init; }

    /// <summary>Which optional parts its states have.</summary>
    public required Sections Sections { get; init; }

    /// <summary>Whether threads have signals beside SIGKILL and the trap of a step.</summary>
    public bool Signals => (Sections & Sections.Signals) != 0;

    /// <summary>Whether threads come to be, have parents among each other, or pids of note.</summary>
    public bool Kin => (Sections & Sections.Kin) != 0;

    /// <summary>Whether callbacks make wake-ups.</summary>
    public bool Wakes => (Sections & Sections.Wakes) != 0;

    public Layout NewLayout() => new(Groups.Count, Threads.Count, Engines.Count, CounterCount, Contexts.Count, Sections);

    /// <summary>The code-table index of the status of a death by a signal: its number.</summary>
    public byte CodeOf(SignalNumber signal) => (byte)Codes.Find((int)signal);

    /// <summary>The index of a call, compiled at its first sight.</summary>
    public int Compile(ApiCall call)
    {
        var index = ApiCalls.Add(call);
        if (index == Calls.Count)
        {
            var engine = call.Engine is null ? -1 : EngineNames.Require(call.Engine, "engine");
            Calls.Add(new CompiledCall(
                call.Function,
                call.Thread is null ? -1 : Contexts.Require(call.Thread, "thread"),
                engine,
                call.Flags,
                call.Ops is null ? -1 : Identities.Add(call.Ops),
                call.Data is null ? -1 : Identities.Add(call.Data),
                call.Events & ~UtraceEvents.StopBit,
                call.Action,
                call.Actor is null ? -1 : Contexts.Require(call.Actor, "actor"),
                call.Pid is null ? -1 : Contexts.Require(call.Pid, "thread"),
                call.Signal,
                call.ToGroup,
                call.Gate is null ? -1 : Gates.Add(call.Gate)));
            Examines |= call.Function is ApiFunction.PrepareExamine;
        }

        return index;
    }

    /// <summary>Compiles a step.</summary>
    public CompiledStep Compile(Step step) => step switch
    {
        CallStep s => new(StepKind.Call, Compile(s.Call)),
        OpenStep s => new(StepKind.Open, Gates.Add(s.Gate)),
        AwaitStep s => new(StepKind.Await, Gates.Add(s.Gate)),
        AwaitStateStep s => new(StepKind.AwaitState, Contexts.Require(s.Thread, "thread"), (int)s.State),
        SettleStep => new(StepKind.Settle),
        ProbeStep s => new(StepKind.Probe, Contexts.Require(s.Thread, "thread")),
        TickActivity => new(StepKind.Tick),
        ExecActivity s => new(StepKind.Exec, Activities.Add("exec"), s.Fails ? 1 : 0),
        SyscallActivity s => new(StepKind.Syscall, Activities.Add("syscall " + s.Name), (int)s.Sleep, s.Until is null ? 0 : Gates.Add(s.Until)),
        ExitActivity { Group: false } s => new(StepKind.Exit, Codes.Add(s.Code), Activities.Add("exit")),
        ExitActivity s => new(StepKind.ExitGroup, Codes.Add(s.Code), Activities.Add("exit_group")),
        CloneActivity s => new(StepKind.Clone, Activities.Add(ActivityText.Of(s)), (int)s.Kind, s.Child is null ? -1 : Contexts.Require(s.Child, "thread")),
        SigactionActivity s => new(StepKind.Sigaction, Activities.Add(ActivityText.Of(s)), (int)s.Signal, (int)s.Disposition),
        SigmaskActivity s => new(StepKind.Sigmask, Activities.Add(ActivityText.Of(s)), (int)s.Blocked.Bits),
        WaitActivity s => new(StepKind.Wait, Activities.Add(ActivityText.Of(s)), Contexts.Require(s.Child, "thread")),
        UserActivity => new(StepKind.User, Activities.Add("user")),
        _ => throw new ScenarioUnfitException($"{step.Source}: a step of kind {step.GetType().Name} is not known to the model."),
    };
}
