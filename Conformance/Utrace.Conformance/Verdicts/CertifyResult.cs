using System.Collections.Immutable;
using Utrace.Conformance.Sharding;

namespace Utrace.Conformance.Verdicts;

/// <summary>What a certification gave.</summary>
/// <param name="Verdicts">In plan order; a cut run has gaps.</param>
/// <param name="Planned">How many cases were planned.</param>
public sealed record CertifyResult(ImmutableArray<CaseVerdict> Verdicts, int Planned)
{
    /// <summary>The part of the plan that was run; null: all of it.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether every planned case has exactly one result. The numbers of a shard's cases are those of the whole plan, so they have gaps.</summary>
    public bool IsComplete => Verdicts.Length == Planned
        && (Shard is null ? Verdicts.Select((v, i) => v.Index == i).All(right => right) : Verdicts.Zip(Verdicts.Skip(1)).All(p => p.First.Index < p.Second.Index));

    /// <summary>What is no longer true in the expectation files; empty where there are none.</summary>
    public ImmutableArray<ExpectationProblem> Problems { get; init; } = [];

    /// <summary>How many cases fail as expected.</summary>
    public int ExpectedFailures => Verdicts.Count(v => v.IsExpectedFailure);

    /// <summary>How many cases have this verdict, expected failures not counted.</summary>
    public int Count(VerdictKind kind) => Verdicts.Count(v => v.Kind == kind && !v.IsExpectedFailure);

    /// <summary>
    /// The exit code of the run: a failure that no entry knows outweighs entries that are no longer true, and these outweigh what was not decided.
    /// A case that fails in another way than its entry says is such an entry.
    /// </summary>
    public int ExitCode => Conformance.Verdicts.ExitCode.Of(Verdicts.Where(v => v.Expectation is null).Select(v => v.Kind), IsComplete) switch
    {
        Conformance.Verdicts.ExitCode.Violation => Conformance.Verdicts.ExitCode.Violation,
        var code => Problems.IsEmpty ? code : Conformance.Verdicts.ExitCode.StaleExpectation,
    };
}
