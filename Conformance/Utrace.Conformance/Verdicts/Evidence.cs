using System.Collections.Immutable;
using Utrace.Conformance.Oracle;

namespace Utrace.Conformance.Verdicts;

/// <summary>Why a verdict is what it is, complete enough to be checked by somebody else. Immutable.</summary>
public sealed record Evidence
{
    /// <summary>The log as far as it got.</summary>
    public required ImmutableArray<string> Log { get; init; }

    /// <summary>Where the model could not follow the log; null where it could.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>The author's expectations that the log misses.</summary>
    public ImmutableArray<Finding> Expectations { get; init; } = [];

    /// <summary>What the monitors found in the log.</summary>
    public ImmutableArray<Finding> Monitors { get; init; } = [];

    /// <summary>Where the scenario's own expectations contradict the model (reference only).</summary>
    public ImmutableArray<Finding> Defects { get; init; } = [];

    /// <summary>A hang's wait-for graph, an edge a line.</summary>
    public ImmutableArray<string> Waits { get; init; } = [];

    /// <summary>What the implementation threw, with its stack.</summary>
    public string? Exception { get; init; }

    /// <summary>The log as a picture, a lane per context; the diverging line is marked.</summary>
    public string Diagram { get; init; } = "";
}

/// <summary>The first line that the model does not explain.</summary>
/// <param name="Line">Its number, from 1; one more than the log has where the log stops too early.</param>
/// <param name="Observed">The line; null where the log stops.</param>
/// <param name="Allowed">What the model allows there.</param>
/// <param name="Fix">One change that would make the log legal; null where there is none.</param>
public sealed record Divergence(int Line, string? Observed, ImmutableArray<AllowedText> Allowed, string? Fix);

/// <summary>A line that the model would have allowed.</summary>
/// <param name="Line">The line.</param>
/// <param name="Guarantees">The guarantees of the rules that lead to it.</param>
public sealed record AllowedText(string Line, ImmutableArray<string> Guarantees);

/// <summary>Something that breaks a guarantee.</summary>
/// <param name="Guarantee">Which.</param>
/// <param name="What">How: what was observed, what was expected.</param>
/// <param name="Where">A line number of the log, a place in the scenario, or null.</param>
public sealed record Finding(string Guarantee, string What, string? Where = null)
{
    /// <summary>What was found in a log, with its line or else its place in the scenario.</summary>
    public static Finding Of(LogFinding found) => new(
        found.Guarantee, found.What, found.Source?.ToString() ?? (found.Index is { } index ? FormattableString.Invariant($"line {index + 1}") : null));

    /// <summary><c>RESUME-03: what (where)</c>.</summary>
    public override string ToString() => Where is null ? $"{Guarantee}: {What}" : $"{Guarantee}: {What} ({Where})";
}
