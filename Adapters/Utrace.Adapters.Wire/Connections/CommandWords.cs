using System.Collections.Immutable;
using System.Text;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>Cuts a command line into words: blanks separate, <c>'...'</c>, <c>"..."</c> and <c>\</c> quote; nothing is expanded, no shell is asked. Stateless.</summary>
public static class CommandWords
{
    /// <summary>The words.</summary>
    /// <exception cref="FormatException">A quote is not closed, or there is no word.</exception>
    public static ImmutableArray<string> Split(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                (word ??= new()).Append(text[++i]);
            }
            else if (quote != '\0')
            {
                (quote, word) = c == quote ? ('\0', word) : (quote, word!.Append(c));
            }
            else if (c is '\'' or '"')
            {
                word ??= new();
                quote = c;
            }
            else if (c is not (' ' or '\t'))
            {
                (word ??= new()).Append(c);
            }
            else if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        if (quote != '\0')
        {
            throw new FormatException($"the quote {quote} in 'exec:{text}' is not closed; expected exec:CMD, where '...' and \"...\" come in pairs");
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return words.Count > 0 ? words.ToImmutable() : throw new FormatException("'exec:' names no command; expected exec:CMD, a program and its arguments");
    }
}
