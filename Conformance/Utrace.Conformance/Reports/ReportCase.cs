using System.Collections.Immutable;
using System.ComponentModel;
using Utrace.Adapters;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Reports;

/// <summary>One case of a report: a <see cref="CaseVerdict"/> in the report's own, stable words.</summary>
public sealed record ReportCase : ReportLine
{
    /// <summary>Place in the plan.</summary>
    [Description("Place in the plan, from 0. Lines come in the order in which cases finish; sort by this.")]
    public required int Index { get; init; }

    /// <summary>The scenario.</summary>
    [Description("Id of the scenario.")]
    public required string Case { get; init; }

    /// <summary>Its hash.</summary>
    [Description("Content hash of the scenario.")]
    public required string Hash { get; init; }

    /// <summary>The implementation.</summary>
    [Description("Name of the implementation.")]
    public required string Adapter { get; init; }

    /// <summary>The verdict.</summary>
    [Description("The verdict.")]
    public required VerdictKind Verdict { get; init; }

    /// <summary>The control tier.</summary>
    [Description("How much of the schedule was controlled; part of the evidence.")]
    public required ControlTier Tier { get; init; }

    /// <summary>The guarantees it tests.</summary>
    [Description("The guarantees that the scenario tests, the main one first.")]
    public required ImmutableArray<string> Tests { get; init; }

    /// <summary>The guarantees that are broken.</summary>
    [Description("The guarantees that are broken, the surest first.")]
    public required ImmutableArray<string> Blamed { get; init; }

    /// <summary>Why.</summary>
    [Description("Why, in a line; absent for a plain pass.")]
    public string? Reason { get; init; }

    /// <summary>Why it was skipped.</summary>
    [Description("Why it was skipped; absent for every other verdict.")]
    public SkipCause? Skip { get; init; }

    /// <summary>The seed of the (first failing) run.</summary>
    [Description("The seed of the first failing run, else of the first.")]
    public ulong Seed { get; init; }

    /// <summary>How often it was run.</summary>
    [Description("How often it was run.")]
    public int Runs { get; init; }

    /// <summary>The outcome.</summary>
    [Description("The outcome observed, lane by lane.")]
    public string? Outcome { get; init; }

    /// <summary>Whether the outcome set has it.</summary>
    [Description("Whether the outcome is in the scenario's outcome set; absent where that is not known.")]
    public bool? OutcomeKnown { get; init; }

    /// <summary>T0: outcomes by frequency.</summary>
    [Description("T0: how often each outcome was seen.")]
    public ImmutableArray<OutcomeCount> Histogram { get; init; } = [];

    /// <summary>T2: the schedules.</summary>
    [Description("T2: the schedules that it was run under, and those that failed with the command that replays each; absent at other tiers.")]
    public ScheduleFigures? Schedules { get; init; }

    /// <summary>The exploration.</summary>
    [Description("How much of the model was looked at.")]
    public ExplorationFigures? Exploration { get; init; }

    /// <summary>Something to know.</summary>
    [Description("Something to know although it is no failure.")]
    public string? Warning { get; init; }

    /// <summary>Log and findings.</summary>
    [Description("The log, and what is wrong with it; absent for skipped cases.")]
    public Evidence? Evidence { get; init; }

    /// <summary>What an expectation file says of it.</summary>
    [Description("What an expectation file says of it; absent where none says anything.")]
    public CaseExpectation? Expectation { get; init; }

    /// <summary>The command line that repeats it.</summary>
    [Description("The command line that repeats it.")]
    public required string Repeat { get; init; }

    /// <summary>The line of a verdict.</summary>
    public static ReportCase Of(CaseVerdict verdict) => new()
    {
        Index = verdict.Index,
        Case = verdict.Case,
        Hash = verdict.Hash,
        Adapter = verdict.Adapter,
        Verdict = verdict.Kind,
        Tier = verdict.Tier,
        Tests = verdict.Tests,
        Blamed = verdict.Blamed,
        Reason = verdict.Reason,
        Skip = verdict.Skip,
        Seed = verdict.Seed,
        Runs = verdict.Runs,
        Outcome = verdict.Outcome,
        OutcomeKnown = verdict.IsOutcomeKnown,
        Histogram = verdict.Histogram,
        Schedules = verdict.Schedules,
        Exploration = verdict.Exploration,
        Warning = verdict.Warning,
        Evidence = verdict.Evidence,
        Expectation = verdict.Expectation,
        Repeat = verdict.Repeat,
    };

    /// <summary>The verdict of a line.</summary>
    public CaseVerdict ToVerdict() => new(Index, Case, Adapter, Verdict, Tier)
    {
        Hash = Hash,
        Tests = Tests,
        Blamed = Blamed,
        Reason = Reason,
        Skip = Skip,
        Seed = Seed,
        Runs = Runs,
        Outcome = Outcome,
        IsOutcomeKnown = OutcomeKnown,
        Histogram = Histogram,
        Schedules = Schedules,
        Exploration = Exploration,
        Warning = Warning,
        Evidence = Evidence,
        Expectation = Expectation,
        Repeat = Repeat,
    };
}
