using System.Buffers.Binary;
using System.Collections.Immutable;
using Utrace.Reference;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Toys;

/// <summary>A transition system written out by hand: states are numbers, 0 is the first.</summary>
public sealed class ToySystem(params string[] contexts) : ITransitionSystem
{
    private readonly List<(int From, int To, Transition Transition)> _edges = [];
    private readonly List<LogEvent> _lines = [];
    private readonly Dictionary<ushort, RuleInfo> _rules = [];
    private readonly Dictionary<int, InvariantBreach> _breaches = [];
    private readonly Dictionary<int, Ended> _ends = [];
    private readonly HashSet<(int State, int Context)> _local = [];
    private readonly Dictionary<int, ulong> _held = [];

    public int StateSize => 4;

    public IReadOnlyList<string> Contexts => contexts;

    /// <summary>Adds a step; a line shows it, null hides it.</summary>
    public ToySystem Step(int from, int to, string context, LogEvent? line = null, ushort rule = 1)
    {
        var label = Label.Hidden;
        if (line is not null && !TryEncode(line, out label))
        {
            _lines.Add(line);
            label = new Label((ulong)_lines.Count);
        }

        _edges.Add((from, to, new Transition((byte)Array.IndexOf(contexts, context), rule, label)));
        return this;
    }

    public ToySystem Rule(ushort rule, string step, string what, params string[] guarantees)
    {
        _rules.Add(rule, new RuleInfo(step, what, guarantees));
        return this;
    }

    public ToySystem Breach(int state, string guarantee, string what)
    {
        _breaches.Add(state, new InvariantBreach(guarantee, what));
        return this;
    }

    public ToySystem End(int state, TraceeState end)
    {
        _ends.Add(state, EndLine(end));
        return this;
    }

    public static Ended EndLine(TraceeState state) => new(new EndStates([("T", state)]));

    public void Initial(Span<byte> state) => BinaryPrimitives.WriteInt32LittleEndian(state, 0);

    public void Successors(ReadOnlySpan<byte> state, SuccessorBuffer into)
    {
        var from = BinaryPrimitives.ReadInt32LittleEndian(state);
        foreach (var edge in _edges.Where(e => e.From == from).OrderBy(e => e.Transition.Context))
        {
            BinaryPrimitives.WriteInt32LittleEndian(into.Scratch(), edge.To);
            into.Commit(edge.Transition);
        }
    }

    public void Successors(ReadOnlySpan<byte> state, int context, SuccessorBuffer into)
    {
        var from = BinaryPrimitives.ReadInt32LittleEndian(state);
        foreach (var edge in _edges.Where(e => e.From == from && e.Transition.Context == context))
        {
            BinaryPrimitives.WriteInt32LittleEndian(into.Scratch(), edge.To);
            into.Commit(edge.Transition);
        }
    }

    /// <summary>Declares the step of a context in a state local.</summary>
    public ToySystem Local(int state, string context)
    {
        _local.Add((state, Array.IndexOf(contexts, context)));
        return this;
    }

    /// <summary>Says that a thread may not stay in a state.</summary>
    public ToySystem Held(int state, string context)
    {
        _held[state] = _held.GetValueOrDefault(state) | (1ul << Array.IndexOf(contexts, context));
        return this;
    }

    public bool IsLocal(ReadOnlySpan<byte> state, int context) => _local.Contains((BinaryPrimitives.ReadInt32LittleEndian(state), context));

    public ulong Unheld(ReadOnlySpan<byte> state) => ~_held.GetValueOrDefault(BinaryPrimitives.ReadInt32LittleEndian(state));

    public bool IsQuiescent(ReadOnlySpan<byte> state)
    {
        var number = BinaryPrimitives.ReadInt32LittleEndian(state);
        return _edges.All(e => e.From != number);
    }

    public Ended EndOf(ReadOnlySpan<byte> state) => _ends.GetValueOrDefault(BinaryPrimitives.ReadInt32LittleEndian(state), EndLine(TraceeState.Running));

    public LogEvent Decode(Label label) => _lines[(int)label.Value - 1];

    public bool TryEncode(LogEvent line, out Label label)
    {
        label = new Label((ulong)(_lines.IndexOf(line) + 1));
        return !label.IsHidden;
    }

    public RuleInfo Describe(ushort rule) => _rules.GetValueOrDefault(rule) ?? new RuleInfo($"R{rule}", "does something", []);

    public InvariantBreach? CheckInvariants(ReadOnlySpan<byte> state, bool quiescent) =>
        _breaches.GetValueOrDefault(BinaryPrimitives.ReadInt32LittleEndian(state));

    public IReadOnlyList<string> DescribeWaits(ReadOnlySpan<byte> state) =>
        [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"state {BinaryPrimitives.ReadInt32LittleEndian(state)}")];
}
