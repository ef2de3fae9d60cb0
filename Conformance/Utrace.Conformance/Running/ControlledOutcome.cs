using System.Collections.Immutable;

namespace Utrace.Conformance.Running;

/// <summary>One run under a schedule.</summary>
/// <param name="Run">How it went; <see cref="RunStatus.Cut"/> where the strategy ended it early.</param>
/// <param name="Choices">Who ran at each step, by index into the space's contexts.</param>
public sealed record ControlledOutcome(RunOutcome Run, ImmutableArray<int> Choices)
{
    /// <summary>How often a context was left although it could go on.</summary>
    public int Preemptions { get; init; }

    /// <summary>Where the turn went from one context to another; only of a run that was watched.</summary>
    public ImmutableArray<ScheduleSwitch> Switches { get; init; } = [];
}

/// <summary>The turn went from one context to another.</summary>
/// <param name="Step">The first step of the new one, from 0.</param>
/// <param name="From">Whose turn it was, by index.</param>
/// <param name="To">Whose turn it is, by index.</param>
/// <param name="IsPreemption">Whether the one before could have gone on.</param>
/// <param name="Where">The pause point at which the one before is, or what it waits for.</param>
/// <param name="Lines">How many lines the log had.</param>
public sealed record ScheduleSwitch(int Step, int From, int To, bool IsPreemption, string Where, int Lines);
