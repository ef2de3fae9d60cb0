using System.Collections.Immutable;

namespace Utrace.Conformance.Historic;

/// <summary>What a kernel of the past does that the promises forbid, over every interleaving of its model. Immutable.</summary>
/// <param name="Adapter">What <c>--adapter</c> calls the kernel.</param>
/// <param name="Cases">Cases that were looked at.</param>
/// <param name="Violating">Cases in which some interleaving shows a log that the promises forbid.</param>
/// <param name="Broken">The guarantees that such a log breaks, in ordinal order, each with the shortest log.</param>
/// <param name="Unnamed">Violating cases in which no such log proves a certain guarantee broken, in ordinal order.</param>
/// <param name="Cut">Cases of which not every interleaving was looked at, in ordinal order.</param>
public sealed record KernelBreaks(
    string Adapter, int Cases, int Violating, ImmutableArray<BrokenGuarantee> Broken, ImmutableArray<UnnamedBreak> Unnamed, ImmutableArray<string> Cut);

/// <summary>A guarantee that a kernel breaks.</summary>
/// <param name="Guarantee">Its id.</param>
/// <param name="Level">How binding it is.</param>
/// <param name="Case">The case with the shortest log that breaks it: the fewest events, then the first name in ordinal order, of those with the surest proof.</param>
/// <param name="Events">Lines of that log, the end included.</param>
/// <param name="Cases">In how many cases it is broken.</param>
/// <param name="Proof">What says so: <c>log</c>, a monitor or an expectation that is tied to the guarantee; <c>case</c>, an expectation of a case that is mainly about it.</param>
/// <param name="What">What breaks it there.</param>
/// <param name="Log">That log.</param>
public sealed record BrokenGuarantee(string Guarantee, string Level, string Case, int Events, int Cases, string Proof, string What, ImmutableArray<string> Log)
{
    /// <summary>The surer proof first, then the shorter log, then the first case in ordinal order.</summary>
    internal static int Order(BrokenGuarantee a, BrokenGuarantee b) =>
        !string.Equals(a.Proof, b.Proof, StringComparison.Ordinal) ? (a.Proof is ByLog ? -1 : 1)
        : a.Events != b.Events ? a.Events.CompareTo(b.Events)
        : string.CompareOrdinal(a.Case, b.Case);

    /// <summary>The log alone proves it.</summary>
    internal const string ByLog = "log";

    /// <summary>The case that fails is mainly about it.</summary>
    internal const string ByCase = "case";
}

/// <summary>A log that the promises forbid, and that proves no certain guarantee broken.</summary>
/// <param name="Case">The case.</param>
/// <param name="Events">Lines of its shortest such log.</param>
/// <param name="Line">The line that nothing explains, from 1.</param>
/// <param name="Observed">That line.</param>
public sealed record UnnamedBreak(string Case, int Events, int Line, string Observed);
