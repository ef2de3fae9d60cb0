using System.Collections.Immutable;
using System.ComponentModel;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>Who goes on.</summary>
internal sealed record GoParams
{
    [Description("Who goes on, one context per step; at least one.")]
    public required ImmutableArray<string> Choices { get; init; }
}

/// <summary>How it went.</summary>
internal sealed record GoResult
{
    [Description("The steps made, in order: one per choice, fewer where one of them ended with the kit's turn.")]
    public required ImmutableArray<StepMade> Steps { get; init; }
}

/// <summary>One step of one context.</summary>
internal sealed record StepMade : Effects
{
    [Description("Who.")]
    public required string Context { get; init; }

    [Words(Vocabulary.Halt)]
    [Description("Where it stands now.")]
    public required string At { get; init; }

    [Description("point: the name of the pause point.")]
    public string? Point { get; init; }

    [Description("blocked: for what it waits, in words.")]
    public string? Waits { get; init; }
}
