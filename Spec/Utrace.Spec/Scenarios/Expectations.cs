using System.Collections.Immutable;

namespace Utrace.Spec.Scenarios;

/// <summary>What the author expects of a scenario as a whole.</summary>
/// <param name="Final">Per thread: the states allowed at the end, when nothing moves any more.</param>
/// <param name="Always">Events that every interleaving must show.</param>
/// <param name="Never">Events that no interleaving may show.</param>
/// <param name="Sometimes">Events that at least one interleaving of the model must show.</param>
public sealed record Expectations(
    ImmutableArray<FinalExpectation> Final,
    ImmutableArray<EventExpectation> Always,
    ImmutableArray<EventExpectation> Never,
    ImmutableArray<EventExpectation> Sometimes)
{
    /// <summary>Nothing expected.</summary>
    public static Expectations None { get; } = new([], [], [], []);
}

/// <summary>The states a thread may be in at the end.</summary>
public sealed record FinalExpectation(string Thread, ImmutableArray<TraceeState> States, string? Guarantee, SourceMark Source);

/// <summary>A pattern over log lines.</summary>
/// <param name="Match">A glob (<c>*</c> any run, <c>?</c> one character) over a whole log line, e.g. <c>T begin E.report_exec(*</c>.</param>
/// <param name="After">Only lines after the first line that this glob matches count; null: the whole log.</param>
/// <param name="Guarantee">What a miss breaks; null: the scenario's first guarantee.</param>
/// <param name="Source">Where it stands.</param>
public sealed record EventExpectation(string Match, string? After, string? Guarantee, SourceMark Source);
