namespace Utrace.Reference.Programs;

/// <summary>A thread's standing facts and its program.</summary>
internal sealed class ThreadProgram
{
    public required int Group { get; init; }

    public required bool SelfReap { get; init; }

    public required bool KernelThread { get; init; }
}
