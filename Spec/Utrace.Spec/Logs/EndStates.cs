using System.Collections.Immutable;

namespace Utrace.Spec.Logs;

/// <summary>Every thread's state at the end, in declaration order; equality is by content.</summary>
public sealed class EndStates(ImmutableArray<(string Thread, TraceeState State)> states) : IEquatable<EndStates>
{
    /// <summary>Thread and state, in declaration order.</summary>
    public ImmutableArray<(string Thread, TraceeState State)> States { get; } = states;

    /// <inheritdoc/>
    public bool Equals(EndStates? other) => other is not null && States.SequenceEqual(other.States);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EndStates);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var pair in States)
        {
            hash.Add(pair);
        }

        return hash.ToHashCode();
    }

    /// <summary><c>T=running U=reaped</c>.</summary>
    public override string ToString() => string.Join(' ', States.Select(p => $"{p.Thread}={Words.Of(p.State)}"));
}
