using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Monitors;

/// <summary>Everything a log says of one engine.</summary>
internal sealed class EngineTrack
{
    private readonly List<(int Begin, int End, bool IsDone, UtraceEvents Mask)> _masks = [];

    /// <param name="spec">The engine.</param>
    /// <param name="order">Its place among the engines attached at setup; null where a call attaches it.</param>
    /// <param name="attach">That call; null for setup.</param>
    /// <param name="calls">Every call on it.</param>
    /// <param name="callbacks">Every callback of it.</param>
    public EngineTrack(EngineSpec spec, int? order, CallSpan? attach, IReadOnlyList<CallSpan> calls, IReadOnlyList<CallbackSpan> callbacks)
    {
        (Spec, Order, Attach, Calls, Callbacks) = (spec, order, attach, calls, callbacks);
        Thread = attach?.Call.Thread ?? spec.Thread;
        Ops = attach is null ? spec.Ops : attach.Call.Ops;
        Data = attach is null ? spec.Data : attach.Call.Data;
        _masks.Add((-1, -1, true, attach is null ? spec.Events : UtraceEvents.None));
        _masks.AddRange(calls.Where(c => c.Is(ApiFunction.SetEvents) && c.MayBeDone)
            .Select(c => (c.Begin, c.End, c.IsDone, c.Call.Events & ~UtraceEvents.StopBit)));
    }

    public string Name => Spec.Name;

    public EngineSpec Spec { get; }

    public int? Order { get; }

    public CallSpan? Attach { get; }

    public string Thread { get; }

    public string? Ops { get; }

    public string? Data { get; }

    public IReadOnlyList<CallSpan> Calls { get; }

    public IReadOnlyList<CallbackSpan> Callbacks { get; }

    public int AttachBegin => Attach?.Begin ?? -1;

    /// <summary>From this line on it is attached for certain, until a detach.</summary>
    public int AttachEnd => Attach?.End ?? -1;

    public IEnumerable<CallSpan> Controls => Calls.Where(c => c.Is(ApiFunction.Control));

    /// <summary>The line from which on it may be detached; past every line where nobody asked for it and it was not reaped.</summary>
    public int DetachMayBegin => Callbacks.Where(c => c.Callback is Callback.Reap).Select(c => c.Begin).Append(DetachAskedFor).Min();

    /// <summary>The line from which on somebody may have asked for its detach; past every line where nobody did.</summary>
    public int DetachAskedFor => Controls.Where(c => c.IsControl(ResumeAction.Detach) && c.MayBeDone).Select(c => c.Begin)
        .Concat(Callbacks.Where(c => c.Returned(ResumeAction.Detach)).Select(c => c.End))
        .DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>The masks that may be in force at some moment between the lines.</summary>
    public IEnumerable<UtraceEvents> Masks(int from, int to) =>
        _masks.Where(m => m.Begin < to && !_masks.Exists(n => n.IsDone && m.End < n.Begin && n.End <= from)).Select(m => m.Mask);

    public bool MayWant(UtraceEvents events, int from, int to) => Masks(from, to).Any(m => (m & events) != 0);

    public bool MustWant(UtraceEvents events, int from, int to) => AttachEnd <= from && Masks(from, to).All(m => (m & events) == events);

    /// <summary>Whether another set_events on the engine may have set its mask between the lines of this one.</summary>
    public bool IsOverlapped(CallSpan set) =>
        Calls.Any(c => c != set && c.Is(ApiFunction.SetEvents) && c.MayBeDone && c.End > set.Begin && c.Begin < set.End);

    /// <summary>Attached before the other for certain.</summary>
    public bool IsBefore(EngineTrack other) =>
        string.Equals(Thread, other.Thread, StringComparison.Ordinal)
        && (Order is { } mine && other.Order is { } theirs ? mine < theirs : other.Order is null && AttachEnd < other.AttachBegin);

    public bool Matches(ApiCall call) =>
        ((call.Flags & AttachFlags.MatchOps) == 0 || string.Equals(call.Ops, Ops, StringComparison.Ordinal))
        && ((call.Flags & AttachFlags.MatchData) == 0 || string.Equals(call.Data, Data, StringComparison.Ordinal));

    public override string ToString() => Name;
}
