using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Programs;

/// <summary>A step of a script, a callback's body or a program, with names turned into indices.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="A">Call, gate, thread, activity text or code: an index into the table that the kind says.</param>
/// <param name="B">A state, a sleep kind, or whether an execve fails.</param>
/// <param name="Gate">The gate of a sleeping system call.</param>
internal readonly record struct CompiledStep(StepKind Kind, int A = 0, int B = 0, int Gate = 0)
{
    /// <summary>How a system call sleeps.</summary>
    public SleepKind Sleep => (SleepKind)B;
}

/// <summary>What a step is.</summary>
internal enum StepKind : byte
{
    Call,
    Open,
    Await,
    AwaitState,
    Settle,
    Probe,
    Tick,
    Exec,
    Syscall,
    Exit,
    ExitGroup,
    User,
}
