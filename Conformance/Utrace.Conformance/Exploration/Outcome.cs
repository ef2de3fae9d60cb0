using System.Collections.Immutable;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>What one run of a scenario came to, with the order between contexts taken out: each context's own lines, and the end. Equality is by content.</summary>
/// <param name="lanes">Per lane (contexts in declaration order, then <c>*</c>) its lines in order.</param>
/// <param name="end">The states of <c>* end</c>, e.g. <c>T=running</c>; empty for a log without an end.</param>
public sealed class Outcome(ImmutableArray<ImmutableArray<string>> lanes, string end) : IEquatable<Outcome>
{
    /// <summary>Per lane its lines in order.</summary>
    public ImmutableArray<ImmutableArray<string>> Lanes { get; } = lanes;

    /// <summary>The states at the end.</summary>
    public string End { get; } = end;

    /// <summary>The outcome that a log shows. Lines of contexts that the scenario does not have are left out.</summary>
    public static Outcome Of(Scenario scenario, IReadOnlyList<LogEvent> log)
    {
        var map = new ScriptMap(scenario);
        var lanes = map.Lanes.Select(_ => ImmutableArray.CreateBuilder<string>()).ToArray();
        var end = "";
        foreach (var line in log)
        {
            if (line is Ended ended)
            {
                end = ended.States.ToString();
            }
            else if (map.LaneOf(line) is >= 0 and var lane)
            {
                lanes[lane].Add(line.ToString());
            }
        }

        return new Outcome([.. lanes.Select(l => l.ToImmutable())], end);
    }

    /// <inheritdoc/>
    public bool Equals(Outcome? other) =>
        other is not null
        && string.Equals(End, other.End, StringComparison.Ordinal)
        && Lanes.Length == other.Lanes.Length
        && Lanes.Zip(other.Lanes).All(p => p.First.SequenceEqual(p.Second, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Outcome);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(End, StringComparer.Ordinal);
        foreach (var line in Lanes.SelectMany(l => l))
        {
            hash.Add(line, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
