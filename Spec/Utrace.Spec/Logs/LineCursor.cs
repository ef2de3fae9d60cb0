using System.Globalization;
using Utrace.Spec.Loading;

namespace Utrace.Spec.Logs;

/// <summary>
/// Reads a log line from left to right. The first thing that does not fit is kept as the line's defect and every later read gives nothing,
/// so that a reader is written without a check at every step. Not thread-safe.
/// </summary>
internal sealed class LineCursor(string text)
{
    private int _at;

    /// <summary>Whether something did not fit.</summary>
    public bool Failed { get; private set; }

    /// <summary>Where it did not fit, counted from 1.</summary>
    public int Column { get; private set; }

    /// <summary>What is wrong.</summary>
    public string Message { get; private set; } = "";

    /// <summary>What was expected.</summary>
    public string? Expected { get; private set; }

    /// <summary>The nearest valid word.</summary>
    public string? Suggestion { get; private set; }

    /// <summary>Whether what did not fit might, if the line went on: a word or sign that the end of the line cuts.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>Whether the line is over.</summary>
    public bool AtEnd => _at == text.Length;

    private string Misfit => AtEnd ? "the line ends here" : $"'{text[_at..]}' does not fit here";

    /// <summary>Takes exactly these characters.</summary>
    public void Take(string literal)
    {
        if (!Failed && !TryTake(literal))
        {
            Fail(_at, Misfit, literal is " " ? "a space" : $"'{literal}'");
        }
    }

    /// <summary>Takes these characters if they come next.</summary>
    public bool TryTake(string literal)
    {
        if (Failed || string.CompareOrdinal(text, _at, literal, 0, literal.Length) != 0)
        {
            Incomplete |= !Failed && literal.StartsWith(text[_at..], StringComparison.Ordinal);
            return false;
        }

        _at += literal.Length;
        return true;
    }

    /// <summary>Takes a name: a letter, then letters, digits, <c>-</c>, <c>_</c>.</summary>
    public string Name(string what)
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_'))
        {
            end++;
        }

        if (!Failed && (end == _at || !char.IsAsciiLetter(text[_at])))
        {
            Fail(_at, Misfit, what);
        }

        return Advance(end);
    }

    /// <summary>Takes a whole number.</summary>
    public int Number()
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (end == _at && text[end] is '-')))
        {
            end++;
        }

        var token = text[_at..end];
        if (int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && string.Equals(token, number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        {
            Advance(end);
            return number;
        }

        Fail(_at, Misfit, "a number");
        return 0;
    }

    /// <summary>Takes a word of a vocabulary.</summary>
    /// <param name="what">What the words are.</param>
    /// <param name="words">Those that may come here.</param>
    /// <param name="all">All that there are; null: the same.</param>
    public string Word(string what, IReadOnlyCollection<string> words, IReadOnlyCollection<string>? all = null)
    {
        var token = Token(_at);
        if (!Failed && !words.Contains(token, StringComparer.Ordinal))
        {
            var message = token.Length == 0 || !char.IsAsciiLetterOrDigit(token[0]) ? Misfit
                : all is not null && all.Contains(token, StringComparer.Ordinal) ? $"the {what} '{token}' does not come here"
                : $"unknown {what} '{token}'";
            Incomplete |= _at + token.Length == text.Length && words.Any(w => w.StartsWith(token, StringComparison.Ordinal));
            Fail(_at, message, Prose.OneOf(words), Nearest.Of(token, words));
        }

        return Advance(_at + token.Length);
    }

    /// <summary>The word that comes next, not taken.</summary>
    public string Peek() => Failed ? "" : Token(_at);

    /// <summary>Reports what is left at the end.</summary>
    public void End()
    {
        if (!Failed && !AtEnd)
        {
            Fail(_at, Misfit, "the end of the line");
        }
    }

    /// <summary>Reports something about the word that comes next, unless something was reported before.</summary>
    public void FailHere(string message, string? expected = null, string? suggestion = null) => Fail(_at, message, expected, suggestion);

    private void Fail(int at, string message, string? expected, string? suggestion = null)
    {
        if (Failed)
        {
            return;
        }

        Failed = true;
        Incomplete |= AtEnd;
        (Column, Message, Expected, Suggestion) = (at + 1, message, expected, suggestion);
    }

    private string Advance(int end)
    {
        if (Failed)
        {
            return "";
        }

        var taken = text[_at..end];
        _at = end;
        return taken;
    }

    /// <summary>The run of characters up to the next that separates words.</summary>
    private string Token(int from)
    {
        var end = from;
        while (end < text.Length && text[end] is not (' ' or ',' or '(' or ')' or '|' or '=' or '.'))
        {
            end++;
        }

        return text[from..Math.Min(text.Length, Math.Max(end, from + 1))];
    }
}
