namespace Utrace.Conformance.Scheduling.Search;

/// <summary>What one strategy of a search did.</summary>
/// <param name="Name">Its name, e.g. <c>dpor</c>, <c>bound 1</c>, <c>pct 3</c>.</param>
/// <param name="Schedules">Schedules that it brought to an end.</param>
/// <param name="Cut">Schedules that it ended early, because all that could follow was seen before.</param>
/// <param name="NewClasses">How many of its schedules were the first of their Mazurkiewicz trace.</param>
/// <param name="IsExhausted">Whether nothing was left to it.</param>
public sealed record StrategyCount(string Name, long Schedules, long Cut, long NewClasses, bool IsExhausted);
