using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Exploration;

/// <summary>A system that declares one step more local than it is: what a mistake in the model's own list would be.</summary>
public sealed class DeclaredLocal(ITransitionSystem system, string step) : ITransitionSystem
{
    private readonly SuccessorBuffer _next = new(system.StateSize);

    public int StateSize => system.StateSize;

    public IReadOnlyList<string> Contexts => system.Contexts;

    /// <summary>How often it said so.</summary>
    public int Lies { get; private set; }

    public bool IsLocal(ReadOnlySpan<byte> state, int context)
    {
        _next.Clear();
        system.Successors(state, context, _next);
        var meant = _next.Count > 0;
        for (var n = 0; n < _next.Count; n++)
        {
            meant &= string.Equals(system.Describe(_next.Transition(n).Rule).Step, step, StringComparison.Ordinal);
        }

        var isLocal = system.IsLocal(state, context);
        Lies += meant && !isLocal ? 1 : 0;
        return meant || isLocal;
    }

    public void Initial(Span<byte> state) => system.Initial(state);

    public void Successors(ReadOnlySpan<byte> state, SuccessorBuffer into) => system.Successors(state, into);

    public void Successors(ReadOnlySpan<byte> state, int context, SuccessorBuffer into) => system.Successors(state, context, into);

    public ulong Unheld(ReadOnlySpan<byte> state) => system.Unheld(state);

    public bool IsQuiescent(ReadOnlySpan<byte> state) => system.IsQuiescent(state);

    public Ended EndOf(ReadOnlySpan<byte> state) => system.EndOf(state);

    public LogEvent Decode(Label label) => system.Decode(label);

    public bool TryEncode(LogEvent line, out Label label) => system.TryEncode(line, out label);

    public RuleInfo Describe(ushort rule) => system.Describe(rule);

    public InvariantBreach? CheckInvariants(ReadOnlySpan<byte> state, bool quiescent) => system.CheckInvariants(state, quiescent);

    public IReadOnlyList<string> DescribeWaits(ReadOnlySpan<byte> state) => system.DescribeWaits(state);
}
