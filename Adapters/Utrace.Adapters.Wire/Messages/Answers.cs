using System.Collections.Immutable;
using System.ComponentModel;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>Nothing to say; under control, what it did to others.</summary>
internal record Effects
{
    [Description("Control only: the threads that a clone made, ready at their start.")]
    public ImmutableArray<string>? Started { get; init; }

    [Description("Control only: the contexts that can go on because of this, in that order.")]
    public ImmutableArray<string>? Ready { get; init; }

    [Description("Control only, optional: the shared variables that were read.")]
    public ImmutableArray<string>? Reads { get; init; }

    [Description("Control only, optional: the shared variables that were written.")]
    public ImmutableArray<string>? Writes { get; init; }
}

/// <summary>A thread's state.</summary>
internal sealed record ProbeResult : Effects
{
    [Words(Vocabulary.State)]
    [Description("The state now.")]
    public required string State { get; init; }
}

/// <summary>The end of a wait for a state.</summary>
internal sealed record AwaitStateResult
{
    [Description("Whether the thread was in the state; false where the wait ended without it.")]
    public required bool Seen { get; init; }
}

/// <summary>Whether anything can move without the kit.</summary>
internal sealed record SettleResult
{
    [Description("Nothing can move without the kit. False: the deadline came first.")]
    public required bool Settled { get; init; }

    [Description("call and awaitState requests that are not answered; all of them are blocked.")]
    public required int BlockedCalls { get; init; }

    [Description("callback requests that are not answered.")]
    public required int OpenCallbacks { get; init; }

    [Description("Activities driven and not over: no tick, no done, no death yet. One that a dead or dying thread never began counts until died.")]
    public required int PendingActivities { get; init; }
}

/// <summary>Material of a wait-for graph.</summary>
internal sealed record DescribeWaitsResult
{
    [Description("A line per party that is not at rest or is blocked, and what it waits for. Best effort.")]
    public required ImmutableArray<string> Waits { get; init; }
}

/// <summary>An empty answer.</summary>
internal sealed record Nothing;
