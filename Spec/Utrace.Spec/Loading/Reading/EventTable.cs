using System.Collections.Immutable;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Which callbacks serve which events (SETEVENTS-02, SIGNAL-17), and the bits that results may carry (guarantees 1.3, 1.4).</summary>
internal static class EventTable
{
    private const UtraceEvents Signals =
        UtraceEvents.Signal | UtraceEvents.SignalIgn | UtraceEvents.SignalStop | UtraceEvents.SignalTerm | UtraceEvents.SignalCore;

    /// <summary>The callbacks, in words, of which an event needs one and the table has none; null where it has.</summary>
    public static string? Missing(UtraceEvents e, ImmutableArray<Callback> table)
    {
        var serving = Serving(e);
        return serving.IsEmpty || serving.Any(c => table.Contains(c)) ? null : Prose.OneOf([.. serving.Select(Words.Of)]);
    }

    /// <summary>The value of a bit of a result.</summary>
    public static uint Bit(string word) => word switch
    {
        "ABORT" => (uint)SyscallAction.Abort,
        "IGN" => (uint)SignalAction.Ign,
        "TERM" => (uint)SignalAction.Term,
        "CORE" => (uint)SignalAction.Core,
        "STOP" => (uint)SignalAction.Stop,
        "TSTP" => (uint)SignalAction.Tstp,
        "HOLD" => (uint)SignalAction.Hold,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "no bit of a result"),
    };

    private static ImmutableArray<Callback> Serving(UtraceEvents e) => e switch
    {
        UtraceEvents.Quiesce => [Callback.Quiesce],
        UtraceEvents.Reap => [Callback.Reap],
        UtraceEvents.Clone => [Callback.Clone],
        UtraceEvents.Exec => [Callback.Exec],
        UtraceEvents.Exit => [Callback.Exit],
        UtraceEvents.Death => [Callback.Death],
        UtraceEvents.SyscallEntry => [Callback.SyscallEntry],
        UtraceEvents.SyscallExit => [Callback.SyscallExit],
        UtraceEvents.Jctl => [Callback.Jctl],
        _ => (e & Signals) != 0 ? [Callback.Signal, Callback.Quiesce] : [],
    };
}
