using System.Globalization;
using Utrace.Conformance.Exploration;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Diagrams;

/// <summary>Makes rows of a log or a trace: a callback is a bracket, a call whose return is the very next line is one row.</summary>
internal static class DiagramRows
{
    public static List<DiagramRow> OfLog(IReadOnlyList<LogEvent> lines, int? marked, IReadOnlyList<LaneMark> marks)
    {
        var rows = new List<DiagramRow>();
        var between = marks.ToLookup(m => Math.Min(m.Lines, lines.Count), m => new DiagramRow("", m.Lane, $"· {m.Text}"));
        for (var n = 0; n < lines.Count; n++)
        {
            rows.AddRange(between[n]);
            var isPair = n + 1 < lines.Count && marked != n && marked != n + 1 && !between.Contains(n + 1) && IsReturnOf(lines[n], lines[n + 1]);
            rows.Add(isPair
                ? OfLine(lines[n + 1], $"{Number(n)}-{Number(n + 1)}", isMarked: false)
                : OfLine(lines[n], Number(n), marked == n));
            n += isPair ? 1 : 0;
        }

        rows.AddRange(between[lines.Count]);
        return rows;
    }

    public static List<DiagramRow> OfTrace(Trace trace, bool showHidden)
    {
        var rows = new List<DiagramRow>();
        var number = 0;
        foreach (var step in trace.Steps)
        {
            if (step.Line is { } line)
            {
                rows.Add(OfLine(line, Number(number++), isMarked: false));
            }
            else if (showHidden)
            {
                rows.Add(new DiagramRow("", step.Context, $"· {step.Rule.Step} {step.Rule.What}"));
            }
        }

        if (trace.End is not null)
        {
            rows.Add(OfLine(trace.End, Number(number), isMarked: false));
        }

        return rows;
    }

    public static DiagramRow OfLine(LogEvent line, string gutter, bool isMarked) => line switch
    {
        Ended ended => new DiagramRow(gutter, null, $"end {ended.States}", isMarked),
        CallbackBegan began => new DiagramRow(gutter, line.Actor, began.Invocation.ToString(), isMarked, Open: 1),
        CallbackEnded ended => new DiagramRow(gutter, line.Actor, ended.Callback is Callback.Reap ? "" : Words.Of(ended.Result, ended.Callback), isMarked, Open: -1),
        CallBegan began => new DiagramRow(gutter, line.Actor, $"{began.Call} ...", isMarked),
        CallReturned returned => new DiagramRow(gutter, line.Actor, $"{returned.Call} = {returned.Result}", isMarked),
        _ => new DiagramRow(gutter, line.Actor, line.ToString()[(line.Actor.Length + 1)..], isMarked),
    };

    private static bool IsReturnOf(LogEvent first, LogEvent second) =>
        first is CallBegan began && second is CallReturned returned
        && string.Equals(began.Actor, returned.Actor, StringComparison.Ordinal) && began.Call == returned.Call;

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
