using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Output;

/// <summary><c>run --json</c>.</summary>
/// <param name="Verdict">conformant, not-conformant or inconclusive.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Cut">Whether the run was stopped before its plan was done.</param>
/// <param name="Seed">What repeats it.</param>
/// <param name="Planned">How many cases there were.</param>
/// <param name="Finished">How many have a verdict.</param>
/// <param name="Adapters">The implementations.</param>
/// <param name="Counts">How many cases have which verdict.</param>
/// <param name="Broken">The guarantees that are broken.</param>
/// <param name="Cases">Every verdict with its evidence.</param>
internal sealed record RunReport(
    string Verdict,
    int ExitCode,
    bool Cut,
    ulong Seed,
    int Planned,
    int Finished,
    IReadOnlyList<AdapterItem> Adapters,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<string> Broken,
    IReadOnlyList<CaseVerdict> Cases);
