using System.Collections.Immutable;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Upgrading;

/// <summary>One case on one implementation, then and now. Immutable.</summary>
/// <param name="Class">What became of it.</param>
/// <param name="Case">The case.</param>
/// <param name="Adapter">The implementation.</param>
/// <param name="Then">The verdict of the earlier report; null where it has none.</param>
/// <param name="Now">The verdict now; null where there is none.</param>
/// <param name="Blamed">The guarantees that are broken now.</param>
/// <param name="Definitions">What is defined otherwise: the case's own id, ids of guarantees that it tests.</param>
/// <param name="Reason">Why the verdict now is what it is.</param>
/// <param name="Repeat">The command line that repeats it; null where there is nothing to repeat.</param>
public sealed record UpgradeItem(
    UpgradeClass Class,
    string Case,
    string Adapter,
    VerdictKind? Then,
    VerdictKind? Now,
    ImmutableArray<string> Blamed,
    ImmutableArray<string> Definitions,
    string? Reason,
    string? Repeat)
{
    /// <summary>Whether it fails now.</summary>
    public bool Fails => Now is VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash or VerdictKind.AdapterError;
}
