using System.Collections.Immutable;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Verdicts.Scheduled;

/// <summary>Logs are the same where their lines are.</summary>
internal sealed class LogComparer : IEqualityComparer<ImmutableArray<LogEvent>>
{
    /// <summary>The only one.</summary>
    public static LogComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(ImmutableArray<LogEvent> x, ImmutableArray<LogEvent> y) => x.AsSpan().SequenceEqual(y.AsSpan());

    /// <inheritdoc/>
    public int GetHashCode(ImmutableArray<LogEvent> log)
    {
        var hash = default(HashCode);
        foreach (var line in log)
        {
            hash.Add(line);
        }

        return hash.ToHashCode();
    }
}
