using System.Collections.Immutable;
using Utrace.Conformance.Oracle;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Running;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>The log is complete: its last line is <c>* end</c>.</summary>
    Completed,

    /// <summary>An attach or set_events of the setup failed.</summary>
    SetupFailed,

    /// <summary>The strategy ended the schedule: whatever would follow was seen in another. Says nothing, unless the oracle refused a line before.</summary>
    Cut,

    /// <summary>No progress until the deadline, or progress without end.</summary>
    Hang,

    /// <summary>The implementation threw.</summary>
    Crash,

    /// <summary>The adapter broke the contract; says nothing about the implementation's promises.</summary>
    AdapterError,
}

/// <summary>What one run of one scenario gave. Immutable.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Events">The log as far as it got, in real-time order.</param>
public sealed record RunOutcome(RunStatus Status, ImmutableArray<LogEvent> Events)
{
    /// <summary>What happened and what was expected, in plain words; null where the run completed.</summary>
    public string? Detail { get; init; }

    /// <summary>The guarantee that a failed setup breaks.</summary>
    public string? Guarantee { get; init; }

    /// <summary>A hang's wait-for graph, one edge a line: the kit's own waits, then what the implementation says. Also that of a rest (<see cref="RunOptions.DescribesRest"/>).</summary>
    public ImmutableArray<string> Waits { get; init; } = [];

    /// <summary>A hang whose log would never end: something moved to the last.</summary>
    public bool IsEndless { get; init; }

    /// <summary>A hang in which nothing moved any more: what has not returned never will.</summary>
    public bool IsStuck => Status is RunStatus.Hang && !IsEndless;

    /// <summary>The oracle that read exactly <see cref="Events"/> while they were written; null where nobody did.</summary>
    public OracleRun? Followed { get; init; }

    /// <summary>Whether the oracle refused a line while it was written, whatever came then.</summary>
    public bool IsRefused => Followed is { Status: OracleStatus.Rejected } run && run.Consumed < Events.Length;

    /// <summary>What the implementation threw.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The longest time without progress, as a part of the deadline.</summary>
    public double DeadlineShare { get; init; }

    /// <summary>Whether the run came near the deadline (80 %): a slower machine would have called it a hang.</summary>
    public bool IsNearLimit => Status is not RunStatus.Hang && DeadlineShare >= 0.8;

    /// <summary>The log's lines.</summary>
    public ImmutableArray<string> Lines => [.. Events.Select(e => e.ToString())];
}
