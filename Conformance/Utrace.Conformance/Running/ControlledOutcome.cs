using System.Collections.Immutable;

namespace Utrace.Conformance.Running;

/// <summary>One run under a schedule.</summary>
/// <param name="Run">How it went; <see cref="RunStatus.Cut"/> where the strategy ended it early.</param>
/// <param name="Choices">Who ran at each step, by index into the space's contexts.</param>
public sealed record ControlledOutcome(RunOutcome Run, ImmutableArray<int> Choices);
