namespace Utrace.Spec;

/// <summary>What happens to the thread when a pass is over, strongest first: the smallest choice among the engines wins (REPORT-08).</summary>
/// <remarks>Source: guarantees 1.2. The low three bits of an action word.</remarks>
public enum ResumeAction : byte
{
    /// <summary>Stay stopped (STOP-05).</summary>
    Stop = 0,

    /// <summary>Interrupt a wait and report before user mode (INTERRUPT-01, INTERRUPT-02).</summary>
    Interrupt = 1,

    /// <summary>Report before user mode (RESUME-05).</summary>
    Report = 2,

    /// <summary>Run one instruction, then trap (STEP-01).</summary>
    SingleStep = 3,

    /// <summary>Run one basic block, then trap (STEP-01).</summary>
    BlockStep = 4,

    /// <summary>Run (RESUME-01).</summary>
    Resume = 5,

    /// <summary>Detach the engine (DETACH-01, REPORT-11).</summary>
    Detach = 6,
}
