using System.Collections.Immutable;
using System.ComponentModel;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>The kit introduces itself.</summary>
internal sealed record HelloParams
{
    [Description("The lowest protocol version that the kit speaks.")]
    public required int ProtocolMin { get; init; }

    [Description("The highest protocol version that the kit speaks.")]
    public required int ProtocolMax { get; init; }

    [Description("The kit's name.")]
    public required string Kit { get; init; }

    [Description("The kit's version.")]
    public required string KitVersion { get; init; }
}

/// <summary>The implementation introduces itself.</summary>
internal sealed record HelloResult
{
    [Description("The version chosen: the highest of the range that the implementation speaks.")]
    public required int Protocol { get; init; }

    [Description("The implementation's name; it stands in verdicts and reports.")]
    public required string Name { get; init; }

    [Description("The implementation's version.")]
    public required string Version { get; init; }

    [Description("What it is written in.")]
    public required string Language { get; init; }

    [Description("Where it lives: a URL.")]
    public string? Homepage { get; init; }

    [Description("The operating system it runs on.")]
    public string? Os { get; init; }

    [Description("The utrace API number it implements, e.g. 20091216.")]
    public required int Api { get; init; }

    [Words(Vocabulary.Capability)]
    [Description("What it can do. Claim only what is there: a claimed capability cannot be skipped.")]
    public required ImmutableArray<string> Capabilities { get; init; }

    [Words(Vocabulary.Tier)]
    [Description("The most control it offers: T0 and T1 cost nothing more, T2 is the last section of this page.")]
    public required string Tier { get; init; }
}

/// <summary>The next scenario begins.</summary>
internal sealed record ResetParams
{
    [Description("Feeds whatever the implementation chooses at random; the same seed should give the same choices. An unsigned 64-bit number.")]
    public required ulong Seed { get; init; }

    [Description("Whether this scenario is run under control (T2). Absent: false.")]
    public bool? Control { get; init; }
}

/// <summary>Nothing of the last scenario is left.</summary>
internal sealed record ResetResult
{
    [Description("How many engines of the last scenario were not released.")]
    public required int Unreleased { get; init; }
}
