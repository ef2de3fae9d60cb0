using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Logs;

/// <summary>
/// Event logs as JSON Lines: an object with the header's keys, then one object per event with <c>actor</c>, <c>event</c> and the fields of that kind
/// (docs/event-log.md), then <c>{"cut":true}</c> where the log was cut off. Masks are words joined by <c>|</c>, as in the text. Stateless and thread-safe.
/// </summary>
public static class LogJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A whole log.</summary>
    public static string Write(EventLog log)
    {
        var header = new JsonObject(log.Header.Where(h => h.Value is not null).Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value)));
        IEnumerable<string> lines = [header.ToJsonString(Options), .. log.Lines.Select(Write), .. log.Cut ? ["{\"cut\":true}"] : Array.Empty<string>()];
        return string.Concat(lines.Select(l => l + "\n"));
    }

    /// <summary>One event, without the line's end.</summary>
    public static string Write(LogEvent e) => LogJsonFields.Of(e).ToJsonString(Options);

    /// <summary>Reads a whole log. Keys that are not known are passed over; blank lines may stand between.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="file">The name that stands in marks.</param>
    /// <returns>The log, null where it has a defect; and every defect, in order.</returns>
    public static (EventLog? Log, ImmutableArray<Defect> Defects) Read(string text, string file)
    {
        var header = new Dictionary<string, string?>(StringComparer.Ordinal);
        var cut = false;
        var events = ImmutableArray.CreateBuilder<LogEvent>();
        var defects = ImmutableArray.CreateBuilder<Defect>();
        var number = 0;
        foreach (var line in text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n'))
        {
            var mark = new SourceMark(file, ++number, 1);
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (ParseObject(line, mark, defects) is not { } fields)
            {
                continue;
            }

            if (fields.ContainsKey("event"))
            {
                ReadEvent(fields, mark, events, defects);
            }
            else if (fields.ContainsKey("cut"))
            {
                cut = true;
            }
            else if (events.Count == 0)
            {
                foreach (var (key, value) in fields)
                {
                    header.TryAdd(key, value?.ToString());
                }
            }
            else
            {
                defects.Add(new Defect(mark, "the object is no event", "the key 'event'"));
            }
        }

        var log = new EventLog(
            header.GetValueOrDefault("scenario"), header.GetValueOrDefault("hash"), header.GetValueOrDefault("adapter"),
            header.GetValueOrDefault("tier"), header.GetValueOrDefault("seed"), cut, events.ToImmutable());
        return (defects.Count == 0 ? log : null, defects.ToImmutable());
    }

    private static JsonObject? ParseObject(string line, SourceMark mark, ImmutableArray<Defect>.Builder defects)
    {
        try
        {
            if (JsonNode.Parse(line) is JsonObject fields && fields.Count >= 0)
            {
                return fields;
            }

            defects.Add(new Defect(mark, "the line is no JSON object", "one object a line"));
        }
        catch (JsonException e)
        {
            defects.Add(new Defect(mark with { Column = (int)(e.BytePositionInLine ?? 0) + 1 }, "not JSON", "one object a line"));
        }
        catch (ArgumentException)
        {
            defects.Add(new Defect(mark, "a key is given twice", "one object a line"));
        }

        return null;
    }

    // The fields are put together to the canonical line, so that there is one reader of the vocabulary.
    private static void ReadEvent(
        JsonObject fields, SourceMark mark, ImmutableArray<LogEvent>.Builder events, ImmutableArray<Defect>.Builder defects)
    {
        var line = LogJsonFields.ToLine(fields);
        var cursor = new LineCursor(line);
        if (LogLineReader.Read(cursor) is { } read)
        {
            events.Add(read);
        }
        else
        {
            defects.Add(new Defect(mark, $"{cursor.Message} in '{line}'", cursor.Expected, cursor.Suggestion));
        }
    }
}
