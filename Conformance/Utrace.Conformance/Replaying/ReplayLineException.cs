namespace Utrace.Conformance.Replaying;

/// <summary>A replay line is wrong.</summary>
/// <param name="column">Where, from 1.</param>
/// <param name="what">What is wrong.</param>
/// <param name="expected">What should stand there.</param>
public sealed class ReplayLineException(int column, string what, string expected) : Exception(what)
{
    /// <summary>Where, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>What should stand there.</summary>
    public string Expected { get; } = expected;
}
