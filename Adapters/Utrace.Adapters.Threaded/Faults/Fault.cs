using System.Collections.Immutable;

namespace Utrace.Adapters.Threaded;

/// <summary>One way of being wrong: what the kit has to catch, and to blame on one of <see cref="Breaks"/>.</summary>
/// <param name="Name">What <c>--fault</c> calls it: kebab-case words.</param>
/// <param name="Ids">Its ids in the catalogue of faults, such as M49 or H-06.</param>
/// <param name="Behaviour">What it does wrong, in a sentence.</param>
/// <param name="Breaks">The guarantees it breaks, the main one first.</param>
/// <param name="Tier">The control tier at which a scenario reveals it for certain.</param>
/// <param name="Shows">The shortest script that reveals it, in words.</param>
public sealed record Fault(
    string Name,
    ImmutableArray<string> Ids,
    string Behaviour,
    ImmutableArray<string> Breaks,
    ControlTier Tier,
    string Shows)
{
    /// <summary>The decisions it takes wrongly.</summary>
    internal Decisions Decisions { get; init; } = Decisions.Right;
}
