using System.Collections.Immutable;

namespace Utrace.Adapters.Threaded;

/// <summary>Another way of being right: what the kit must not hold against an implementation.</summary>
/// <param name="Name">What <c>--variant</c> calls it: kebab-case words.</param>
/// <param name="Behaviour">What it does differently, in a sentence.</param>
/// <param name="Guarantees">The guarantees that leave it open; empty where none says anything of it.</param>
/// <param name="ShownBy">A case that shows the difference; null where only who waits for whom differs, and every log could be that of the implementation as it is.</param>
/// <param name="Gains">A line that its log has there, and without the variant has not; null: none.</param>
/// <param name="Loses">A line that its log lacks there, and without the variant has; null: none.</param>
public sealed record Variant(string Name, string Behaviour, ImmutableArray<string> Guarantees, string? ShownBy, string? Gains, string? Loses)
{
    /// <summary>The decisions it takes otherwise.</summary>
    internal Decisions Decisions { get; init; } = Decisions.Right;
}
