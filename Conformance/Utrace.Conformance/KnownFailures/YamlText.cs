namespace Utrace.Conformance.KnownFailures;

/// <summary>Texts as YAML scalars. Stateless.</summary>
internal static class YamlText
{
    /// <summary>A scalar inside a flow mapping or list: plain where YAML reads it back as it is, else in double quotes.</summary>
    public static string Flow(string text)
    {
        var isPlain = text.Length > 0 && char.IsAsciiLetter(text[0])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '(' or ')' or '=' or '/' or '@' or '+' or '|' or '*' or ';')
            && text[^1] is not ' ' && text is not ("null" or "true" or "false");
        return isPlain ? text : Quoted(text);
    }

    /// <summary>A scalar behind a key; <c>"?"</c> where there is none yet.</summary>
    public static string Block(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "\"?\"";
        }

        var isPlain = char.IsAsciiLetterOrDigit(text[0]) && text[^1] is not (' ' or ':')
            && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) && !text.Any(char.IsControl);
        return isPlain ? text : Quoted(text);
    }

    private static string Quoted(string text)
    {
        var quoted = new System.Text.StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' => FormattableString.Invariant($"\\x{(int)c:x2}"),
                _ => c,
            });
        }

        return quoted.Append('"').ToString();
    }
}
