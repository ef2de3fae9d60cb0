using System.Collections.Immutable;

namespace Utrace.Conformance.Verdicts;

/// <summary>T2: the schedules that a case was run under.</summary>
/// <param name="Run">How many were run to their end.</param>
/// <param name="Cut">How many were ended early, because all that could follow was seen before.</param>
/// <param name="Logs">How many different logs they gave; each was judged.</param>
/// <param name="Outcomes">How many different outcomes they gave.</param>
/// <param name="IsExhausted">Whether every schedule was run that could show anything new.</param>
/// <param name="Bound">Where they are not exhausted, what is known all the same or what ended the search; null where they are.</param>
/// <param name="Policy">How schedules were chosen.</param>
public sealed record ScheduleFigures(long Run, long Cut, int Logs, int Outcomes, bool IsExhausted, string? Bound, string Policy)
{
    /// <summary>The strategy whose schedule showed what is wrong first; null where nothing is.</summary>
    public string? FoundBy { get; init; }

    /// <summary>The number of that schedule, from 1, of those that were begun.</summary>
    public long? FoundAt { get; init; }

    /// <summary>What is wrong, each kind of failure once; the one that the verdict shows is the first.</summary>
    public ImmutableArray<ScheduleFailure> Failures { get; init; } = [];

    /// <summary>Lines that the scenario expects sometimes and that no schedule showed, although all were run: the implementation does less than the promises allow, which is no failure.</summary>
    public ImmutableArray<string> Unseen { get; init; } = [];
}

/// <summary>One kind of failure that schedules showed.</summary>
/// <param name="Key">What tells it from others: verdict, blamed guarantees, the line that the model refuses.</param>
/// <param name="Schedules">How many schedules showed it.</param>
/// <param name="Replay">The command line that shows it again.</param>
/// <param name="Without">The parts of the scenario that it does not need: <c>D.3</c> is the third step of D. What is shown is without them.</param>
/// <param name="Windows">The pause points of the shown schedule at which a context was left although it could go on, as <c>T at N4-S1</c>.</param>
/// <param name="Found">The schedule that showed it first.</param>
/// <param name="Shown">The schedule that is shown.</param>
/// <param name="IsFewest">Whether it is known that no schedule with fewer preemptions shows it; null where it was not asked.</param>
public sealed record ScheduleFailure(
    string Key, long Schedules, string Replay, ImmutableArray<string> Without, ImmutableArray<string> Windows, ScheduleSize Found, ScheduleSize Shown, bool? IsFewest);

/// <summary>How much there is to read in a schedule.</summary>
/// <param name="Steps">Its steps.</param>
/// <param name="Preemptions">How often a context was left although it could go on.</param>
/// <param name="Contexts">How many threads and actors take a step.</param>
public sealed record ScheduleSize(int Steps, int Preemptions, int Contexts);
