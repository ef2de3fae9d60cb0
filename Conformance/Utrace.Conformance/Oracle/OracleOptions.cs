namespace Utrace.Conformance.Oracle;

/// <summary>How much the oracle remembers, and how far it goes before it says "inconclusive".</summary>
public sealed record OracleOptions
{
    /// <summary>The defaults.</summary>
    public static OracleOptions Default { get; } = new();

    /// <summary>Model states at most that are kept for reuse. Beyond it they are forgotten; a single line that needs more of them is inconclusive.</summary>
    public int MaxStates { get; init; } = 2_000_000;

    /// <summary>Numbers at most in all sets of states, and in the steps between them, that are kept for reuse; beyond it they are forgotten, never cut.</summary>
    public long MaxKept { get; init; } = 50_000_000;
}

/// <summary>The oracle's bound was reached.</summary>
internal sealed class OracleBoundException(int states) : Exception(FormattableString.Invariant($"one line needs more than {states} model states"));
