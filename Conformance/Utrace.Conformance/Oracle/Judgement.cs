using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>What the oracle says about a whole log.</summary>
/// <param name="Kind">Its word.</param>
/// <param name="Consumed">How many lines were explained; for an accepted log all of them.</param>
/// <param name="Rejection">Why the log was rejected; else null.</param>
/// <param name="Reason">Why nothing can be said; else null.</param>
public sealed record Judgement(JudgementKind Kind, int Consumed, Rejection? Rejection, string? Reason)
{
    /// <summary>Whether the model explains the whole log.</summary>
    public bool IsAccepted => Kind is JudgementKind.Accepted;
}

/// <summary>The oracle's words.</summary>
public enum JudgementKind
{
    /// <summary>The model explains every line, and the log is whole.</summary>
    Accepted,

    /// <summary>The model does not explain a line.</summary>
    Rejected,

    /// <summary>A bound was reached first. Never a pass.</summary>
    Inconclusive,
}

/// <summary>The first line that the model does not explain, and what it would have allowed there.</summary>
/// <param name="Index">Index of the line, from 0; the log's length where the log stops although more had to come.</param>
/// <param name="Line">The line; null where the log stops.</param>
/// <param name="Allowed">What the model allows there: contexts in declaration order, the end last.</param>
/// <param name="Explanation">A shortest way through the model that shows the lines before.</param>
/// <param name="Fix">The nearest legal log, where one change makes it legal; else null.</param>
public sealed record Rejection(int Index, LogEvent? Line, ImmutableArray<AllowedLine> Allowed, Trace Explanation, LogFix? Fix)
{
    /// <summary>Where the explanation begins, in lines from 0: of a long log only the last lines are explained one by one.</summary>
    public int ExplainedFrom { get; init; }

    /// <summary>The line's number as people count, from 1.</summary>
    public int LineNumber => Index + 1;

    /// <summary>The line claims that nothing else can move (<c>settle</c>, <c>* end</c>), and these contexts still could: what each would have shown next.</summary>
    public IEnumerable<AllowedLine> StillToMove =>
        Line is Ended or Settled ? Allowed.Where(a => a.Line is not Ended && !string.Equals(a.Context, Line.Actor, StringComparison.Ordinal)) : [];
}

/// <summary>A line that the model allows.</summary>
/// <param name="Line">The line.</param>
/// <param name="Context">Who shows it; <c>*</c> for the end.</param>
/// <param name="Rules">The rules on a shortest way to it since the line before, its own last; empty for the end.</param>
public sealed record AllowedLine(LogEvent Line, string Context, ImmutableArray<RuleInfo> Rules)
{
    /// <summary>The guarantees of the rules, in ordinal order.</summary>
    public ImmutableArray<string> Guarantees { get; } = [.. Rules.SelectMany(r => r.Guarantees).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>One change that makes a log legal.</summary>
/// <param name="Kind">What kind of change.</param>
/// <param name="Index">Index of the (first) line concerned, from 0.</param>
/// <param name="Line">The line to put there; null where none is.</param>
public sealed record LogFix(LogFixKind Kind, int Index, LogEvent? Line)
{
    /// <summary>The change in words; lines count from 1.</summary>
    public override string ToString() => Kind switch
    {
        LogFixKind.Replace => FormattableString.Invariant($"line {Index + 1} reads '{Line}'"),
        LogFixKind.Insert => FormattableString.Invariant($"'{Line}' comes before line {Index + 1}"),
        LogFixKind.Delete => FormattableString.Invariant($"line {Index + 1} is left out"),
        _ => FormattableString.Invariant($"lines {Index + 1} and {Index + 2} change places"),
    };
}

/// <summary>Kinds of changes.</summary>
public enum LogFixKind
{
    /// <summary>Two neighbours change places.</summary>
    Swap,

    /// <summary>Another line stands there.</summary>
    Replace,

    /// <summary>The line is not there.</summary>
    Delete,

    /// <summary>A line is missing.</summary>
    Insert,
}
