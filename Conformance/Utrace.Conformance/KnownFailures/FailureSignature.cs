using System.Collections.Immutable;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.KnownFailures;

/// <summary>
/// The stable key of a failure: what kind it is, which guarantees it blames, and the shape of the divergence. It does not depend on seeds, line numbers or names,
/// so a known failure keeps its signature from run to run, and another bug in the same case has another one. Immutable; equality is by content.
/// </summary>
public sealed class FailureSignature : IEquatable<FailureSignature>
{
    /// <summary>Makes one; the order and repetition of the blamed guarantees does not count.</summary>
    public FailureSignature(VerdictKind kind, IEnumerable<string> blames, string shape)
    {
        Kind = kind;
        Blames = [.. blames.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Shape = shape;
    }

    /// <summary>The kind of failure.</summary>
    public VerdictKind Kind { get; }

    /// <summary>The guarantees blamed, in ordinal order.</summary>
    public ImmutableArray<string> Blames { get; }

    /// <summary>The shape of the divergence.</summary>
    public string Shape { get; }

    /// <summary>The signature of a failing verdict.</summary>
    public static FailureSignature Of(CaseVerdict verdict) => new(verdict.Kind, verdict.Blamed, FailureShape.Of(verdict));

    /// <summary>The word of a kind in expectation files.</summary>
    public static string WordOf(VerdictKind kind) => kind is VerdictKind.AdapterError ? "adapter-error" : kind.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    public bool Equals(FailureSignature? other) =>
        other is not null && Kind == other.Kind && Blames.SequenceEqual(other.Blames, StringComparer.Ordinal) && string.Equals(Shape, other.Shape, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FailureSignature);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Blames.Length, Shape.GetHashCode(StringComparison.Ordinal));

    /// <summary>As an expectation file writes it: <c>{ verdict: violation, blames: [RESUME-03, STOP-13], shape: end tstopped }</c>.</summary>
    public override string ToString() => $"{{ verdict: {WordOf(Kind)}, blames: [{string.Join(", ", Blames)}], shape: {YamlText.Flow(Shape)} }}";
}
