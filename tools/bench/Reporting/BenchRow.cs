using System.Text.Json.Serialization;
using Utrace.Bench.Measuring;

namespace Utrace.Bench.Reporting;

/// <summary>What became of a row.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RowState>))]
internal enum RowState
{
    /// <summary>It was measured.</summary>
    Measured,

    /// <summary>What it needs is not installed, or not there.</summary>
    Skipped,

    /// <summary>The two sides did not do the same, so that no figure of theirs means anything.</summary>
    Failed,
}

/// <summary>One line of the table.</summary>
internal sealed record BenchRow
{
    /// <summary>The verb it belongs to.</summary>
    public required string Group { get; init; }

    /// <summary>What was done.</summary>
    public required string Job { get; init; }

    /// <summary>What became of it.</summary>
    public RowState State { get; init; }

    /// <summary>How many times better than the peer; null without one.</summary>
    public double? Ratio { get; init; }

    /// <summary>The kit's figure.</summary>
    public Figure? Ours { get; init; }

    /// <summary>Who did the same.</summary>
    public string? PeerName { get; init; }

    /// <summary>The peer's figure.</summary>
    public Figure? Peer { get; init; }

    /// <summary>What is to be reached; null where the figure is only shown.</summary>
    public string? Target { get; init; }

    /// <summary>Whether it was.</summary>
    public bool? IsReached { get; init; }

    /// <summary>Counts that were compared, why a row was skipped, what to know about the figure.</summary>
    public string? Note { get; init; }
}
