using System.Collections.Immutable;
using System.Text;

namespace Utrace.Spec.Logs;

/// <summary>What was observed in one run of one scenario. Immutable; <see cref="ToString"/> is the canonical text, which <see cref="LogParser"/> reads back.</summary>
/// <param name="ScenarioId">Of which scenario; null where the text does not say.</param>
/// <param name="ScenarioHash">The scenario's content hash when it was run; null where the text does not say.</param>
/// <param name="Adapter">Which implementation; null where the text does not say.</param>
/// <param name="Tier">The control tier, T0, T1 or T2; null where the text does not say.</param>
/// <param name="Seed">What repeats the run; null where there is nothing.</param>
/// <param name="Cut">The log was cut off: it is a prefix of what happened.</param>
/// <param name="Lines">The events in order.</param>
public sealed record EventLog(
    string? ScenarioId, string? ScenarioHash, string? Adapter, string? Tier, string? Seed, bool Cut, ImmutableArray<LogEvent> Lines)
{
    /// <summary>A log without a header.</summary>
    public static EventLog Of(IEnumerable<LogEvent> lines) => new(null, null, null, null, null, false, [.. lines]);

    /// <summary>The canonical text: the header, one event a line, <c># cut</c> at the end where it was cut off.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Header)
        {
            if (value is not null)
            {
                text.Append("# ").Append(key).Append(": ").Append(value).Append('\n');
            }
        }

        foreach (var line in Lines)
        {
            text.Append(line).Append('\n');
        }

        return text.Append(Cut ? "# cut\n" : "").ToString();
    }

    /// <summary>The keys of the header with their values, in the order of the text.</summary>
    internal IEnumerable<(string Key, string? Value)> Header =>
        [("scenario", ScenarioId), ("hash", ScenarioHash), ("adapter", Adapter), ("tier", Tier), ("seed", Seed)];
}
