using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Programs;

/// <summary>A step of a script, a callback's body or a program, with names turned into indices.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="A">Call, gate, thread, activity text or code: an index into the table that the kind says.</param>
/// <param name="B">A state, a sleep kind, whether an execve fails, what a clone makes, a signal, a mask, or the child of a wait.</param>
/// <param name="Gate">The gate of a sleeping system call; the child of a clone, -1 where it fails; a disposition.</param>
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
    Clone,
    Sigaction,
    Sigmask,
    Wait,
}
