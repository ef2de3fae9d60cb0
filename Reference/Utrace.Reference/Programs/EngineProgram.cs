using Utrace.Spec;

namespace Utrace.Reference.Programs;

/// <summary>An engine's table and rules, compiled.</summary>
internal sealed class EngineProgram
{
    public required int Thread { get; init; }

    public required int Ops { get; init; }

    public required int Data { get; init; }

    public required bool Attached { get; init; }

    public required UtraceEvents Events { get; init; }

    /// <summary>The callbacks its table has, one bit each.</summary>
    public required int Table { get; init; }

    public required CompiledRule[] Rules { get; init; }

    public required CompiledCounter[] Counters { get; init; }

    /// <summary>Where its counters begin among the state's counters.</summary>
    public required int FirstCounter { get; init; }

    public bool Has(Callback kind) => (Table & (1 << (int)kind)) != 0;
}
