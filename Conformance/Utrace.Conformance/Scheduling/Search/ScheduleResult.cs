using System.Runtime.InteropServices;

namespace Utrace.Conformance.Scheduling.Search;

/// <summary>One schedule that was run to its end.</summary>
/// <typeparam name="TResult">What the program gives.</typeparam>
/// <param name="Number">Its place among the schedules of the search that were begun, from 1.</param>
/// <param name="Strategy">Who chose it, as in <see cref="StrategyCount.Name"/>.</param>
/// <param name="Steps">How many steps it had.</param>
/// <param name="Preemptions">How often a context was left although it could go on.</param>
/// <param name="IsNew">Whether no schedule before was the same but for the order of independent steps.</param>
/// <param name="Value">What the program gave.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScheduleResult<TResult>(long Number, string Strategy, int Steps, int Preemptions, bool IsNew, TResult Value);
