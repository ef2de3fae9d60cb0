using System.Runtime.CompilerServices;

namespace Utrace.Conformance.Scheduling;

/// <summary>
/// What the body of a cooperative context returns: <c>async Steps Body(CooperativeContext self)</c>. The state of such a method is kept and used again
/// for the next schedule, so that a warm run allocates nothing.
/// </summary>
[AsyncMethodBuilder(typeof(StepsBuilder))]
public readonly struct Steps : IEquatable<Steps>
{
    private readonly StepsBox? _box;

    internal Steps(StepsBox? box) => _box = box;

    /// <summary>The suspended method; null where it ran to its end at once.</summary>
    internal StepsBox? Box => _box;

    /// <inheritdoc/>
    public bool Equals(Steps other) => ReferenceEquals(_box, other._box);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Steps other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _box is null ? 0 : RuntimeHelpers.GetHashCode(_box);

    /// <summary>Whether both are the same run of the same method.</summary>
    public static bool operator ==(Steps left, Steps right) => left.Equals(right);

    /// <summary>Whether they are different runs.</summary>
    public static bool operator !=(Steps left, Steps right) => !left.Equals(right);
}
