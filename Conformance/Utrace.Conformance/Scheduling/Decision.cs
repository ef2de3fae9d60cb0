namespace Utrace.Conformance.Scheduling;

/// <summary>One step's choice.</summary>
/// <param name="Step">Its number in the schedule, from 0.</param>
/// <param name="Enabled">The contexts that can go on, ascending. Contexts have the same numbers in every schedule.</param>
/// <param name="Last">Who ran the step before; -1 at the start. Choosing another although it is enabled is a preemption.</param>
public readonly ref struct Decision(int Step, ReadOnlySpan<int> Enabled, int Last)
{
    /// <summary>Its number in the schedule, from 0.</summary>
    public int Step { get; } = Step;

    /// <summary>The contexts that can go on, ascending.</summary>
    public ReadOnlySpan<int> Enabled { get; } = Enabled;

    /// <summary>Who ran the step before; -1 at the start.</summary>
    public int Last { get; } = Last;

    /// <summary>Whether choosing <paramref name="context"/> takes the processor from one that could go on.</summary>
    public bool IsPreemption(int context) => Last >= 0 && context != Last && Enabled.Contains(Last);
}
