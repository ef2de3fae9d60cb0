namespace Utrace.Conformance.Scheduling;

/// <summary>One step's use of one shared variable. Two steps of different contexts depend on each other when both use a variable and one writes it.</summary>
/// <param name="Variable">Which; the same number in every schedule of an exploration.</param>
/// <param name="IsWrite">Whether it is written.</param>
public readonly record struct Access(int Variable, bool IsWrite);
