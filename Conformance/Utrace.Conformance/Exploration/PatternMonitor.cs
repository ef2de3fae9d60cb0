using System.IO.Enumeration;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// The <c>always</c>, <c>never</c> and <c>sometimes</c> patterns of a scenario as a small automaton over log lines:
/// per pattern one bit "the line of <c>after</c> was seen" and one bit "seen". The bits of two orders of the same lines can differ.
/// </summary>
internal sealed class PatternMonitor
{
    private readonly List<Effect> _effects = [];

    public PatternMonitor(Expectations expect)
    {
        Patterns = [.. expect.Always.Select(e => (e, PatternKind.Always)), .. expect.Never.Select(e => (e, PatternKind.Never)), .. expect.Sometimes.Select(e => (e, PatternKind.Sometimes))];
        Words = (Patterns.Length + 31) / 32 * 2;
    }

    /// <summary>The patterns: always, never, sometimes, each in document order.</summary>
    public (EventExpectation Expectation, PatternKind Kind)[] Patterns { get; }

    /// <summary>Ints that the bits take: first the armed halves, then the seen halves.</summary>
    public int Words { get; }

    /// <summary>Whether a line matches a pattern (<c>*</c> any run, <c>?</c> one character, over the whole line).</summary>
    public static bool Matches(string pattern, string line) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", @"\\", StringComparison.Ordinal), line, ignoreCase: false);

    /// <summary>Sets the bits of what is armed from the start.</summary>
    public void Initial(Span<int> bits)
    {
        for (var p = 0; p < Patterns.Length; p++)
        {
            if (Patterns[p].Expectation.After is null)
            {
                Set(bits, p);
            }
        }
    }

    /// <summary>Moves the bits over a line; <paramref name="hit"/> is told every armed pattern that the line matches.</summary>
    public void Step(int label, string line, Span<int> bits, Action<int> hit)
    {
        while (_effects.Count <= label)
        {
            _effects.Add(default);
        }

        var effect = _effects[label];
        if (effect.Matching is null)
        {
            effect = new Effect(
                [.. Enumerable.Range(0, Patterns.Length).Where(p => Matches(Patterns[p].Expectation.Match, line))],
                [.. Enumerable.Range(0, Patterns.Length).Where(p => Patterns[p].Expectation.After is { } after && Matches(after, line))]);
            _effects[label] = effect;
        }

        foreach (var p in effect.Matching!)
        {
            if (Get(bits, p))
            {
                hit(p);
                if (Patterns[p].Kind is PatternKind.Always)
                {
                    Set(bits[(Words / 2)..], p);
                }
            }
        }

        foreach (var p in effect.Arming)
        {
            Set(bits, p);
        }
    }

    /// <summary>Whether the line of <c>after</c> was seen.</summary>
    public static bool IsArmed(ReadOnlySpan<int> bits, int pattern) => Get(bits, pattern);

    /// <summary>Whether an <c>always</c> pattern was seen.</summary>
    public bool IsSeen(ReadOnlySpan<int> bits, int pattern) => Get(bits[(Words / 2)..], pattern);

    private static bool Get(ReadOnlySpan<int> bits, int p) => (bits[p / 32] & (1 << (p % 32))) != 0;

    private static void Set(Span<int> bits, int p) => bits[p / 32] |= 1 << (p % 32);

    private readonly record struct Effect(int[]? Matching, int[] Arming);
}

/// <summary>Which list of a scenario a pattern stands in.</summary>
internal enum PatternKind : byte
{
    Always,
    Never,
    Sometimes,
}
