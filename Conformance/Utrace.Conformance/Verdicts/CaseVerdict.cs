using System.Collections.Immutable;
using Utrace.Adapters;

namespace Utrace.Conformance.Verdicts;

/// <summary>The verdict on one case of one implementation. Immutable.</summary>
/// <param name="Index">Its place in the plan: scenarios in their order, implementations within. Results are sorted by it.</param>
/// <param name="Case">The scenario's id.</param>
/// <param name="Adapter">The implementation's name.</param>
/// <param name="Kind">The verdict.</param>
/// <param name="Tier">How much of the schedule was controlled: a T0 pass and a T2 pass are different evidence.</param>
public sealed record CaseVerdict(int Index, string Case, string Adapter, VerdictKind Kind, ControlTier Tier)
{
    /// <summary>Content hash of the scenario.</summary>
    public required string Hash { get; init; }

    /// <summary>The guarantees that the scenario tests.</summary>
    public required ImmutableArray<string> Tests { get; init; }

    /// <summary>The guarantees that are broken, the surest first; empty unless something is wrong.</summary>
    public ImmutableArray<string> Blamed { get; init; } = [];

    /// <summary>One line: why. Null for a plain pass.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it does not apply to the implementation; null where it does.</summary>
    public SkipCause? Skip { get; init; }

    /// <summary>The seed of the (first failing) run.</summary>
    public ulong Seed { get; init; }

    /// <summary>How often it was run; at T2 under a schedule of its own each time.</summary>
    public int Runs { get; init; }

    /// <summary>The outcome observed last, in the notation of outcome sets; null where no log was complete.</summary>
    public string? Outcome { get; init; }

    /// <summary>Whether the outcome is in the scenario's outcome set; null where either is not known.</summary>
    public bool? IsOutcomeKnown { get; init; }

    /// <summary>T0: how often each outcome was seen, most frequent first.</summary>
    public ImmutableArray<OutcomeCount> Histogram { get; init; } = [];

    /// <summary>T2: the schedules; null at other tiers.</summary>
    public ScheduleFigures? Schedules { get; init; }

    /// <summary>What the exploration of the model covered; null where it was not needed.</summary>
    public ExplorationFigures? Exploration { get; init; }

    /// <summary>Something to know although it is no failure (near the deadline); null: nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Log and findings; null for skipped cases.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The command line that repeats it.</summary>
    public required string Repeat { get; init; }

    /// <summary>What an expectation file says of it; null: nothing.</summary>
    public CaseExpectation? Expectation { get; init; }

    /// <summary>Whether it is wrong as an expectation file says that it is.</summary>
    public bool IsExpectedFailure => Expectation is { Match: ExpectationMatch.ExpectedFailure };

    /// <summary>Whether something is wrong, expected or not.</summary>
    public bool IsFailure => Kind is VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash or VerdictKind.AdapterError;
}

/// <summary>How often an outcome was seen.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Count">How often.</param>
/// <param name="IsKnown">Whether it is in the scenario's outcome set; null where that is not complete.</param>
public sealed record OutcomeCount(string Outcome, int Count, bool? IsKnown);

/// <summary>How much of the model was looked at.</summary>
/// <param name="States">States.</param>
/// <param name="Transitions">Transitions.</param>
/// <param name="Outcomes">Outcomes; null where they were not tracked.</param>
/// <param name="IsComplete">Whether every interleaving was looked at.</param>
public sealed record ExplorationFigures(int States, int Transitions, int? Outcomes, bool IsComplete);
