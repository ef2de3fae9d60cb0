using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Utrace.Conformance.Replaying;

/// <summary>
/// Everything that a run under control has to be told to go the same way again, in one readable line:
/// <c>CASE [without PART,...] on ADAPTER seed N hash HASH: SCHEDULE</c>. Immutable.
/// </summary>
/// <param name="Case">Id of the scenario.</param>
/// <param name="Without">What is left out of the scenario, see <see cref="ScenarioCut"/>.</param>
/// <param name="Adapter">The implementation as <c>--adapter</c> takes it, its fault behind a plus sign. One with blanks stands in double quotes.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Hash">The hash of the scenario as it was; null where the line does not say.</param>
/// <param name="Steps">The context of every step. Behind them whoever ran last goes on while it can, else the first that can.</param>
public sealed record ReplayLine(
    string Case, ImmutableArray<string> Without, string Adapter, ulong Seed, string? Hash, ImmutableArray<string> Steps)
{
    /// <summary>The words of a command line that come before the line itself.</summary>
    public const string Command = "utrace-conform replay";

    /// <summary>The grammar, for messages.</summary>
    public const string Grammar = "CASE [without PART,...] on ADAPTER seed N [hash HASH]: SCHEDULE, as run --tier T2 prints it";

    /// <summary>Reads a line; also where it still has the command and quotes around it.</summary>
    /// <exception cref="ReplayLineException">It is none.</exception>
    public static ReplayLine Read(string text)
    {
        int from, to;
        (text, from, to) = Inner(text);
        var headEnd = HeadEnd(text, from, to);
        if (headEnd < 0)
        {
            throw new ReplayLineException(to + 1, "the line has no ':' and so no schedule", Grammar);
        }

        var words = Words(text, from, headEnd);
        if (words.Count == 0)
        {
            throw new ReplayLineException(from + 1, "the line names no case", Grammar);
        }

        var fields = Fields(words, headEnd);
        string Needed(string key) => fields.TryGetValue(key, out var field)
            ? field.Text
            : throw new ReplayLineException(headEnd + 1, $"the line does not say '{key}'", Grammar);
        var adapter = Needed("on");
        if (!ulong.TryParse(Needed("seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            throw new ReplayLineException(fields["seed"].Column, $"'{fields["seed"].Text}' is no seed", "a whole number from 0");
        }

        return new ReplayLine(
            words[0].Text,
            fields.TryGetValue("without", out var parts) ? [.. parts.Text.Split(',', StringSplitOptions.RemoveEmptyEntries)] : [],
            adapter,
            seed,
            fields.TryGetValue("hash", out var hash) ? hash.Text : null,
            ScheduleText.Read(text[(headEnd + 1)..to], headEnd + 2));
    }

    /// <summary>The line that <see cref="Read"/> reads.</summary>
    public override string ToString()
    {
        var without = Without.IsEmpty ? "" : $" without {string.Join(',', Without)}";
        var hash = Hash is null ? "" : $" hash {Hash}";
        ImmutableArray<string> names = [.. Steps.Distinct(StringComparer.Ordinal)];
        int[] choices = [.. Steps.Select(s => names.IndexOf(s))];
        return FormattableString.Invariant($"{Case}{without} on {Quoted(Adapter)} seed {Seed}{hash}: {ScheduleText.Of(names, choices)}").TrimEnd();
    }

    /// <summary>The whole command.</summary>
    public string ToCommand() => $"{Command} {ShellWord.Of(ToString())}";

    private static string Quoted(string adapter) => adapter.AsSpan().ContainsAny(" \t\"")
        ? $"\"{adapter.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : adapter;

    /// <summary>Where the colon before the schedule is: one with a blank or nothing behind it, and not within quotes; -1: nowhere.</summary>
    private static int HeadEnd(string text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (text[at] == '"' && at > from && text[at - 1] == ' ')
            {
                at = QuoteEnd(text, at, to);
            }
            else if (text[at] == ':' && (at + 1 == to || text[at + 1] == ' '))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The quote that closes the one at a place.</summary>
    private static int QuoteEnd(string text, int start, int to)
    {
        for (var at = start + 1; at < to; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == '"')
            {
                return at;
            }
        }

        throw new ReplayLineException(start + 1, "the quote is not closed", "on \"exec:./mine --fast\", where \\ stands before a \" or a \\ of the command itself");
    }

    private static (string Text, int From, int To) Inner(string text)
    {
        var (from, to) = Trim(text, 0, text.Length);
        if (string.CompareOrdinal(text, from, Command, 0, Command.Length) == 0)
        {
            (from, to) = Trim(text, from + Command.Length, to);
        }

        if (to - from < 2 || text[from] is not ('\'' or '"') || text[to - 1] != text[from])
        {
            return (text, from, to);
        }

        // As a shell would have it: a quote within the quotes is closed, escaped and opened again.
        var inner = text[from] == '\'' ? text[..from] + ' ' + text[(from + 1)..(to - 1)].Replace("'\\''", "'", StringComparison.Ordinal) : text[..(to - 1)];
        (from, to) = Trim(inner, from + 1, inner.Length);
        return (inner, from, to);
    }

    private static (int From, int To) Trim(string text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        while (to > from && char.IsWhiteSpace(text[to - 1]))
        {
            to--;
        }

        return (from, to);
    }

    private static List<(string Text, int Column)> Words(string text, int from, int to)
    {
        var words = new List<(string Text, int Column)>();
        for (var at = from; at < to;)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            var isQuoted = text[at] == '"';
            var end = isQuoted ? QuoteEnd(text, at, to) + 1 : text.IndexOf(' ', at, to - at) is >= 0 and var blank ? blank : to;
            words.Add((isQuoted ? Unquoted(text[(at + 1)..(end - 1)]) : text[at..end], at + 1));
            at = end;
        }

        return words;
    }

    private static string Unquoted(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            plain.Append(text[at] == '\\' && at + 1 < text.Length ? text[++at] : text[at]);
        }

        return plain.ToString();
    }

    private static Dictionary<string, (string Text, int Column)> Fields(List<(string Text, int Column)> words, int headEnd)
    {
        string[] known = ["without", "on", "seed", "hash"];
        var fields = new Dictionary<string, (string Text, int Column)>(StringComparer.Ordinal);
        for (var n = 1; n < words.Count; n += 2)
        {
            var (key, column) = words[n];
            if (!known.Contains(key, StringComparer.Ordinal))
            {
                throw new ReplayLineException(column, $"unexpected word '{key}'", Grammar);
            }

            if (n + 1 == words.Count)
            {
                throw new ReplayLineException(headEnd + 1, $"nothing stands behind '{key}'", Grammar);
            }

            if (!fields.TryAdd(key, words[n + 1]))
            {
                throw new ReplayLineException(column, $"'{key}' is said twice", Grammar);
            }
        }

        return fields;
    }
}
