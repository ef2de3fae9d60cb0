using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What the signal path does next.</summary>
/// <param name="Step">What.</param>
/// <param name="Signal">The signal that is carried out.</param>
/// <param name="Action">How: DELIVER is a handler, IGN nothing.</param>
internal readonly record struct SignalVerdict(SignalStep Step, SignalNumber Signal = SignalNumber.None, SignalAction Action = SignalAction.Deliver)
{
    /// <summary>As without tracing.</summary>
    public static SignalVerdict Untraced { get; } = new(SignalStep.Untraced);

    /// <summary>Start over.</summary>
    public static SignalVerdict Again { get; } = new(SignalStep.Again);

    /// <summary>SIGKILL was taken from the queue.</summary>
    public static SignalVerdict Kill { get; } = new(SignalStep.Kill);
}

/// <summary>The steps that the signal path can take next (steps 7.2).</summary>
internal enum SignalStep
{
    /// <summary>Nothing is left: the way to user mode is free.</summary>
    Leave,

    /// <summary>Go on as without tracing.</summary>
    Untraced,

    /// <summary>Start over.</summary>
    Again,

    /// <summary>A group stop is to be joined.</summary>
    Join,

    /// <summary>SIGKILL was taken from the queue.</summary>
    Kill,

    /// <summary>A signal is carried out.</summary>
    CarryOut,
}
