using System.Globalization;
using System.Text;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>A rejection in plain words: which line, what it says, what was allowed there and by what, and the nearest legal log.</summary>
public static class RejectionText
{
    private const int MaxAllowed = 12;
    private const int MaxGuarantees = 4;

    /// <summary>The text; lines end with LF.</summary>
    public static string Of(Rejection rejection)
    {
        var text = new StringBuilder();
        var number = rejection.LineNumber.ToString(CultureInfo.InvariantCulture);
        text.Append(rejection.Line is null
            ? $"the log stops behind line {rejection.Index.ToString(CultureInfo.InvariantCulture)}, but more has to come\n"
            : $"line {number} is not possible there: {rejection.Line}\n");
        if (rejection.Allowed.IsEmpty)
        {
            text.Append("allowed: nothing, the log was over\n");
        }
        else
        {
            text.Append(rejection.StillToMove.Any() ? "not at rest; what could still come:\n" : "allowed:\n");
            WriteAllowed(text, rejection);
        }

        if (rejection.Fix is { } fix)
        {
            text.Append("nearest legal log: ").Append(fix).Append('\n');
        }

        return text.ToString();
    }

    private static void WriteAllowed(StringBuilder text, Rejection rejection)
    {
        // What contradicts the line most directly comes first: other lines of its own context, or for a false rest those that could move.
        var allowed = rejection.Allowed
            .OrderBy(a => rejection.Line is not null && string.Equals(a.Context, rejection.Line.Actor, StringComparison.Ordinal) ? 0 : 1)
            .ToArray();
        var width = allowed.Take(MaxAllowed).Max(a => a.Line.ToString().Length);
        foreach (var line in allowed.Take(MaxAllowed))
        {
            var reason = line.Line is Ended || line.Rules.IsEmpty ? "" : $"  ({Reason(line)})";
            text.Append(("  " + (reason.Length == 0 ? line.Line.ToString() : line.Line.ToString().PadRight(width)) + reason).TrimEnd()).Append('\n');
        }

        if (allowed.Length > MaxAllowed)
        {
            text.Append(CultureInfo.InvariantCulture, $"  and {allowed.Length - MaxAllowed} more\n");
        }
    }

    private static string Reason(AllowedLine line)
    {
        var rule = line.Rules[^1];
        var more = line.Guarantees.Length - MaxGuarantees;
        var guarantees = string.Join(", ", line.Guarantees.Take(MaxGuarantees)) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "");
        return line.Guarantees.IsEmpty ? $"{rule.Step} {rule.What}" : $"{rule.Step} {rule.What}; {guarantees}";
    }
}
