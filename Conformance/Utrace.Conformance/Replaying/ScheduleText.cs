using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Utrace.Conformance.Replaying;

/// <summary>A schedule as text: who runs how many steps in a row, <c>T*14 D*3 T</c>.</summary>
public static class ScheduleText
{
    private const int MostSteps = 1_000_000;

    /// <summary>The text of a schedule; empty where nothing has to be chosen.</summary>
    /// <param name="contexts">The names of the contexts.</param>
    /// <param name="choices">Who ran at each step, by index.</param>
    public static string Of(ImmutableArray<string> contexts, ReadOnlySpan<int> choices)
    {
        var text = new StringBuilder();
        for (var from = 0; from < choices.Length;)
        {
            var to = from + 1;
            while (to < choices.Length && choices[to] == choices[from])
            {
                to++;
            }

            text.Append(text.Length == 0 ? "" : " ").Append(contexts[choices[from]]);
            if (to - from > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"*{to - from}");
            }

            from = to;
        }

        return text.ToString();
    }

    /// <summary>Reads a schedule: the name of every step's context.</summary>
    /// <param name="text">The text.</param>
    /// <param name="column">The column, from 1, at which it stands in the whole line; for messages.</param>
    /// <exception cref="ReplayLineException">It is none.</exception>
    public static ImmutableArray<string> Read(string text, int column)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            var end = text.IndexOf(' ', at) is >= 0 and var blank ? blank : text.Length;
            Add(steps, text[at..end], column + at);
            at = end;
        }

        return steps.ToImmutable();
    }

    private static void Add(ImmutableArray<string>.Builder steps, string run, int column)
    {
        var star = run.IndexOf('*', StringComparison.Ordinal);
        var name = star < 0 ? run : run[..star];
        var count = 1;
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            || (star >= 0 && (!int.TryParse(run.AsSpan(star + 1), NumberStyles.None, CultureInfo.InvariantCulture, out count) || count == 0)))
        {
            throw new ReplayLineException(column, $"'{run}' is no part of a schedule", "a context and how many steps it makes, like T*14, or a context alone for one step");
        }

        if (steps.Count + (long)count > MostSteps)
        {
            throw new ReplayLineException(column, $"'{run}' makes the schedule longer than {MostSteps} steps", "a schedule that a run printed");
        }

        steps.AddRange(Enumerable.Repeat(name, count));
    }
}
