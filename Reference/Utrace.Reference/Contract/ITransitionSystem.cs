using Utrace.Spec.Logs;

namespace Utrace.Reference;

/// <summary>
/// One scenario under one profile as a labelled transition system. A state is a fixed number of bytes; equal bytes are equal states.
/// Pure: no threads, clocks or locks; instances may be used from several threads at once if each uses its own <see cref="SuccessorBuffer"/>.
/// </summary>
public interface ITransitionSystem
{
    /// <summary>Bytes of a state; the same for every state of this system.</summary>
    int StateSize { get; }

    /// <summary>The contexts that take steps: threads in declaration order, then actors. A transition names one by its index.</summary>
    IReadOnlyList<string> Contexts { get; }

    /// <summary>What is interchangeable; null where nothing is.</summary>
    ISymmetry? Symmetry => null;

    /// <summary>Writes the initial state: threads in user mode, engines attached and their masks set.</summary>
    void Initial(Span<byte> state);

    /// <summary>
    /// Adds every successor of <paramref name="state"/>, contexts in index order, alternatives of a context in rule order.
    /// The end of the log is not a transition: see <see cref="IsQuiescent"/>.
    /// </summary>
    void Successors(ReadOnlySpan<byte> state, SuccessorBuffer into);

    /// <summary>Adds the successors by one context, alternatives in rule order; none where it cannot move.</summary>
    void Successors(ReadOnlySpan<byte> state, int context, SuccessorBuffer into);

    /// <summary>
    /// Whether the next step of a context is local: whatever the others do meanwhile, it stays the same step (enabled, the same alternatives, local), and in
    /// either order with any step of theirs it ends in the same state, shows the same, and disables nothing. A reduced exploration relies on it
    /// (docs/exploration.md); false is always right.
    /// </summary>
    bool IsLocal(ReadOnlySpan<byte> state, int context);

    /// <summary>
    /// A bit for each thread (by context) that is where it may stay: in user mode, dead, asleep in a system call, in an open callback, or held by
    /// an engine that wants its stop. From every state each thread must be able to come to such a place again.
    /// </summary>
    ulong Unheld(ReadOnlySpan<byte> state);

    /// <summary>Whether no context can take a step: the log may end here, with <see cref="EndOf"/> as its last line.</summary>
    bool IsQuiescent(ReadOnlySpan<byte> state);

    /// <summary>The last line of a log that ends in this state.</summary>
    Ended EndOf(ReadOnlySpan<byte> state);

    /// <summary>The line of a visible label.</summary>
    LogEvent Decode(Label label);

    /// <summary>The label of a line; false where no transition of this system could ever carry it.</summary>
    bool TryEncode(LogEvent line, out Label label);

    /// <summary>What a rule is: its step in the algorithm and the guarantees it upholds.</summary>
    RuleInfo Describe(ushort rule);

    /// <summary>The first promise that this state breaks, or null. Called for every explored state; quiescence-only promises are checked where <paramref name="quiescent"/>.</summary>
    InvariantBreach? CheckInvariants(ReadOnlySpan<byte> state, bool quiescent);

    /// <summary>What each context waits for or is about to do, one line each, for wait-for graphs and counterexamples.</summary>
    IReadOnlyList<string> DescribeWaits(ReadOnlySpan<byte> state);
}

/// <summary>What a transition shows: 0 is a hidden step; anything else stands for exactly one log line of its system.</summary>
public readonly record struct Label(ulong Value)
{
    /// <summary>Nothing to see.</summary>
    public static Label Hidden { get; }

    /// <summary>Whether it is a hidden step.</summary>
    public bool IsHidden => Value == 0;
}

/// <summary>One transition without its states.</summary>
/// <param name="Context">Index into <see cref="ITransitionSystem.Contexts"/>.</param>
/// <param name="Rule">The rule that fired, for <see cref="ITransitionSystem.Describe"/>.</param>
/// <param name="Label">What it shows.</param>
public readonly record struct Transition(byte Context, ushort Rule, Label Label);

/// <summary>A rule of the model.</summary>
/// <param name="Step">Its step: <c>C8</c>, <c>P6</c>, <c>S5</c>, or for the kernel around it the part of section 7.</param>
/// <param name="What">What it does, in a short phrase.</param>
/// <param name="Guarantees">The guarantees it upholds.</param>
public sealed record RuleInfo(string Step, string What, IReadOnlyList<string> Guarantees);

/// <summary>A promise that a state of the model breaks.</summary>
/// <param name="Guarantee">Which.</param>
/// <param name="What">How, with names.</param>
public sealed record InvariantBreach(string Guarantee, string What);
