using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What a look at the queues came to (steps S2, S3): of one instant under the signal lock.</summary>
/// <param name="Step">Leave, Join, Kill, or CarryOut for a signal.</param>
/// <param name="Signal">The signal.</param>
/// <param name="Disposition">What its group does with it.</param>
internal readonly record struct TakenSignal(SignalStep Step, SignalNumber Signal = SignalNumber.None, Disposition Disposition = Disposition.Default)
{
    /// <summary>What normal delivery does.</summary>
    public SignalKind Kind => SignalKind.Of(Signal, Disposition);
}
