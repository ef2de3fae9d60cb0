using System.Collections.Immutable;

namespace Utrace.Conformance.Verdicts;

/// <summary>What a certification gave.</summary>
/// <param name="Verdicts">In plan order; a cut run has gaps.</param>
/// <param name="Planned">How many cases were planned.</param>
public sealed record CertifyResult(ImmutableArray<CaseVerdict> Verdicts, int Planned)
{
    /// <summary>Whether every planned case has exactly one result.</summary>
    public bool IsComplete => Verdicts.Length == Planned && Verdicts.Select((v, i) => v.Index == i).All(right => right);

    /// <summary>How many cases have this verdict.</summary>
    public int Count(VerdictKind kind) => Verdicts.Count(v => v.Kind == kind);

    /// <summary>The exit code of the run.</summary>
    public int ExitCode => Conformance.Verdicts.ExitCode.Of(Verdicts.Select(v => v.Kind), IsComplete);
}
