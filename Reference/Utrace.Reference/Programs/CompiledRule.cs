using Utrace.Spec;

namespace Utrace.Reference.Programs;

/// <summary>A callback rule with names turned into indices.</summary>
/// <param name="Kind">Which callback.</param>
/// <param name="Event">Only calls with this event; null: any.</param>
/// <param name="First">First occurrence meant.</param>
/// <param name="Last">Last occurrence meant.</param>
/// <param name="Counter">Which occurrence counter it reads; -1 where it means every call.</param>
/// <param name="Body">What the callback does.</param>
/// <param name="Return">The word it returns.</param>
/// <param name="Code">report_exit: index of the code it writes; -1 leaves it.</param>
internal sealed record CompiledRule(
    Callback Kind, UtraceEvents? Event, int First, int Last, int Counter, List<CompiledStep> Body, ActionWord Return, int Code)
{
    /// <summary>report_signal: what it writes into info.</summary>
    public SignalNumber? Signal { get; init; }

    /// <summary>report_signal: what it writes into return_ka.</summary>
    public Disposition? Disposition { get; init; }
}

/// <summary>Counts the calls of one callback and event; saturates where no rule can tell the difference any more.</summary>
internal readonly record struct CompiledCounter(Callback Kind, UtraceEvents? Event, int Limit);
