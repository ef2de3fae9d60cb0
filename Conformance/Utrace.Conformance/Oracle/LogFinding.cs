using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Oracle;

/// <summary>A promise that a log does not keep, found without the model.</summary>
/// <param name="Guarantee">The guarantee.</param>
/// <param name="Index">Index of the line that shows it, from 0; null where the log as a whole does.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Source">Where the scenario states it; null where it does not.</param>
public sealed record LogFinding(string Guarantee, int? Index, string What, SourceMark? Source = null)
{
    /// <summary>False where the scenario ties its expectation to no guarantee, so that the one it is mainly about stands in.</summary>
    public bool IsTied { get; init; } = true;
}
