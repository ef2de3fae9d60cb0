using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What normal delivery of a signal does: the event that asks for it (SIGNAL-01), and the action that does it (SIGNAL-02).</summary>
/// <param name="Event">One of the SIGNAL_* events.</param>
/// <param name="Action">Without HOLD.</param>
internal readonly record struct SignalKind(UtraceEvents Event, SignalAction Action)
{
    /// <summary>All events of signals.</summary>
    public const UtraceEvents AllEvents = UtraceEvents.Signal | UtraceEvents.SignalIgn | UtraceEvents.SignalStop
        | UtraceEvents.SignalTerm | UtraceEvents.SignalCore;

    /// <summary>By number and disposition.</summary>
    public static SignalKind Of(SignalNumber signal, Disposition disposition) => disposition switch
    {
        Disposition.Handler => new(UtraceEvents.Signal, SignalAction.Deliver),
        Disposition.Ignore => new(UtraceEvents.SignalIgn, SignalAction.Ign),
        _ when SignalSet.IgnoredByDefault.Has(signal) => new(UtraceEvents.SignalIgn, SignalAction.Ign),
        _ when signal is SignalNumber.SIGSTOP => new(UtraceEvents.SignalStop, SignalAction.Stop),
        _ when SignalSet.Stops.Has(signal) => new(UtraceEvents.SignalStop, SignalAction.Tstp),
        _ when SignalSet.Cores.Has(signal) => new(UtraceEvents.SignalCore, SignalAction.Core),
        _ => new(UtraceEvents.SignalTerm, SignalAction.Term),
    };
}
