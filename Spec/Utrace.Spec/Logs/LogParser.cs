using System.Collections.Immutable;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Logs;

/// <summary>Reads canonical event logs. Reports every bad line. Stateless and thread-safe.</summary>
public static class LogParser
{
    /// <summary>
    /// Reads a text: one event a line, blank lines and <c>#</c> comments between them; comments of the form <c># key: value</c> with a key of the header give the header.
    /// </summary>
    /// <param name="text">The log.</param>
    /// <param name="file">The name that stands in marks.</param>
    /// <returns>The log, null where it has a defect; and every defect, in order.</returns>
    public static (EventLog? Log, ImmutableArray<Defect> Defects) Parse(string text, string file)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        var cut = false;
        var events = ImmutableArray.CreateBuilder<LogEvent>();
        var defects = ImmutableArray.CreateBuilder<Defect>();
        var number = 0;
        LogEvent? end = null;
        foreach (var line in text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var mark = new SourceMark(file, number, 1);
            if (line.Length == 0)
            {
                continue;
            }

            if (line[0] is '#')
            {
                ReadComment(line, mark, header, ref cut, defects);
                continue;
            }

            var cursor = new LineCursor(line);
            if (LogLineReader.Read(cursor) is not { } read)
            {
                defects.Add(new Defect(mark with { Column = cursor.Column }, cursor.Message, cursor.Expected, cursor.Suggestion));
                continue;
            }

            if (end is not null)
            {
                defects.Add(new Defect(mark, "an event after the end", "nothing: '* end' is the last line"));
            }

            end ??= read as Ended;
            events.Add(read);
        }

        var log = new EventLog(
            header.GetValueOrDefault("scenario"), header.GetValueOrDefault("hash"), header.GetValueOrDefault("adapter"),
            header.GetValueOrDefault("tier"), header.GetValueOrDefault("seed"), cut, events.ToImmutable());
        return (defects.Count == 0 ? log : null, defects.ToImmutable());
    }

    private static void ReadComment(
        string line, SourceMark mark, Dictionary<string, string> header, ref bool cut, ImmutableArray<Defect>.Builder defects)
    {
        if (line is "# cut")
        {
            cut = true;
            return;
        }

        var parts = line.Split(": ", 2);
        if (parts.Length == 2 && parts[0] is "# scenario" or "# hash" or "# adapter" or "# tier" or "# seed"
            && !header.TryAdd(parts[0][2..], parts[1].Trim()))
        {
            defects.Add(new Defect(mark, $"'{parts[0]}' is given twice"));
        }
    }
}
