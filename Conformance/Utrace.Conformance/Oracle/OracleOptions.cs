namespace Utrace.Conformance.Oracle;

/// <summary>How far the oracle goes before it says "inconclusive".</summary>
public sealed record OracleOptions
{
    /// <summary>The defaults.</summary>
    public static OracleOptions Default { get; } = new();

    /// <summary>Model states at most, over all logs that one oracle has judged.</summary>
    public int MaxStates { get; init; } = 2_000_000;

    /// <summary>Numbers at most in all sets of states that are kept for reuse; beyond it sets are forgotten, never cut.</summary>
    public long MaxKept { get; init; } = 50_000_000;
}

/// <summary>The oracle's bound was reached.</summary>
internal sealed class OracleBoundException(int states) : Exception(FormattableString.Invariant($"more than {states} model states"));
