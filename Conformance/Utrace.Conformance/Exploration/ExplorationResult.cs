using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>What an exploration found out.</summary>
public sealed record ExplorationResult
{
    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>States of the model's own graph.</summary>
    public required int States { get; init; }

    /// <summary>Transitions of the model's own graph.</summary>
    public required int Transitions { get; init; }

    /// <summary>Steps that the farthest state is away from the initial one.</summary>
    public required int Depth { get; init; }

    /// <summary>Whether interleavings that differ in the order of local steps alone were looked at once: then a trace need not be a shortest one.</summary>
    public bool IsReduced { get; init; }

    /// <summary>The renamings of interchangeable actors of whose images one was looked at; 1 where every interleaving was.</summary>
    public int Renamings { get; init; } = 1;

    /// <summary>States of which one context's step alone was taken.</summary>
    public int ReducedStates { get; init; }

    /// <summary>The memory that states, edges and histories took, in bytes.</summary>
    public long PeakBytes { get; init; }

    /// <summary>States of the graph with histories and pattern bits; 0 where that graph was not needed.</summary>
    public required int StatesWithHistories { get; init; }

    /// <summary>Transitions of the graph with histories.</summary>
    public required int TransitionsWithHistories { get; init; }

    /// <summary>Which bound cut the model's graph: then nothing here is a proof.</summary>
    public required ExplorationCut Cut { get; init; }

    /// <summary>Which bound cut the graph with histories: then the outcome set, and what expectations say, is not complete.</summary>
    public required ExplorationCut HistoriesCut { get; init; }

    /// <summary>Whether every interleaving was looked at, and everything that was asked is known.</summary>
    public bool IsComplete => Cut is ExplorationCut.None && HistoriesCut is ExplorationCut.None;

    /// <summary>The rules that fired, in ascending order.</summary>
    public required ImmutableArray<ushort> FiredRules { get; init; }

    /// <summary>The guarantees of the rules that fired, in ordinal order.</summary>
    public required ImmutableArray<string> FiredGuarantees { get; init; }

    /// <summary>What the model or the author's expectations break, shortest counterexample each: invariants first, then threads that can never run again, then expectations in document order.</summary>
    public required ImmutableArray<ExplorationFinding> Findings { get; init; }

    /// <summary>Scripts and programs that some interleavings leave unfinished. Not a finding: a scenario may want it.</summary>
    public required ImmutableArray<UnfinishedNote> Unfinished { get; init; }

    /// <summary>Every outcome; null where histories were not tracked.</summary>
    public required OutcomeSet? Outcomes { get; init; }
}

/// <summary>Something promised that some interleaving does not keep.</summary>
/// <param name="Kind">What kind of promise.</param>
/// <param name="Guarantee">The guarantee that it breaks.</param>
/// <param name="What">What is wrong, with names and both the expected and the observed words.</param>
/// <param name="Source">Where the scenario states the expectation; null for an invariant of the model.</param>
/// <param name="Trace">A shortest way there; null where no interleaving does what <c>sometimes</c> wants.</param>
public sealed record ExplorationFinding(FindingKind Kind, string Guarantee, string What, SourceMark? Source, Trace? Trace);

/// <summary>Kinds of findings.</summary>
public enum FindingKind
{
    /// <summary>A promise of the model itself.</summary>
    Invariant,

    /// <summary>A thread that nobody holds and that can never run again.</summary>
    Liveness,

    /// <summary>A result that the step's <c>expect</c> does not list.</summary>
    Result,

    /// <summary>A thread's state at the end.</summary>
    Final,

    /// <summary>A line that every interleaving must show.</summary>
    Always,

    /// <summary>A line that no interleaving may show.</summary>
    Never,

    /// <summary>A line that some interleaving must show.</summary>
    Sometimes,
}

/// <summary>A context that some interleavings leave with something to do when nothing can move any more.</summary>
/// <param name="Context">Who.</param>
/// <param name="What">Where it is left, e.g. <c>is in barrier(E)</c>.</param>
/// <param name="Trace">A shortest way there.</param>
public sealed record UnfinishedNote(string Context, string What, Trace Trace);
