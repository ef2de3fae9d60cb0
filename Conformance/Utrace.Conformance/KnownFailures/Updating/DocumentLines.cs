using Utrace.Spec.Loading.Yaml;

namespace Utrace.Conformance.KnownFailures.Updating;

/// <summary>
/// The lines of an expectation file, changed in place so that comments and order stay. Changes are made from the end of the document to its beginning:
/// only then do the marks of what is still to change hold. Not thread-safe.
/// </summary>
internal sealed class DocumentLines(string text)
{
    private readonly List<string> _lines = [.. text.TrimEnd('\n').Split('\n')];

    /// <summary>The text now, with a line end at the end.</summary>
    public override string ToString() => string.Join('\n', _lines) + "\n";

    /// <summary>How many columns of white space the dashes of a list of entries stand behind.</summary>
    public int DashIndent(YamlNode entry) => IndentOf(DashLine(entry));

    /// <summary>
    /// Takes an entry out, with the comments that stand directly above it: a comment followed by an empty line belongs to the file, any other to its entry.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="next">What comes behind it in the document; null: nothing.</param>
    public void Remove(YamlNode entry, YamlNode? next)
    {
        var first = DashLine(entry);
        while (first > 1 && IsComment(first - 1))
        {
            first--;
        }

        var last = LastLine(entry, next);
        if (first > 1 && IsBlank(first - 1) && last < _lines.Count && IsBlank(last + 1))
        {
            last++;
        }

        _lines.RemoveRange(first - 1, last - first + 1);
    }

    /// <summary>The last line of an entry that is neither empty nor a comment of what follows.</summary>
    public int LastLine(YamlNode entry, YamlNode? next)
    {
        var last = next is null ? _lines.Count : DashLine(next) - 1;
        var dash = DashIndent(entry);
        while (last > entry.Mark.Line && (IsBlank(last) || (IsComment(last) && IndentOf(last) <= dash)))
        {
            last--;
        }

        return last;
    }

    /// <summary>Puts lines behind a line.</summary>
    public void InsertBehind(int line, IEnumerable<string> lines) => _lines.InsertRange(line, lines);

    /// <summary>
    /// Gives a key another value. One that stands on the key's line is replaced there, and what is behind it stays; a longer one goes, but for its comment lines.
    /// </summary>
    /// <param name="entry">The key and its value.</param>
    /// <param name="last">The last line of the value.</param>
    /// <param name="values">The values: one stands behind the key, several below it as a list.</param>
    public void Replace(YamlEntry entry, int last, IReadOnlyList<string> values)
    {
        var (key, value) = entry;
        var line = _lines[key.Mark.Line - 1];
        var isInline = value.Mark.Line == key.Mark.Line && value.End.Line == key.Mark.Line;
        var head = line[..(key.Mark.Column - 1 + key.Value.Length)] + ":";
        var tail = isInline ? line[(value.End.Column - 1)..].TrimEnd() : "";
        var comments = isInline ? [] : _lines.GetRange(key.Mark.Line, last - key.Mark.Line).Where(l => l.TrimStart().StartsWith('#')).ToList();
        if (!isInline)
        {
            _lines.RemoveRange(key.Mark.Line, last - key.Mark.Line);
        }

        var indent = new string(' ', key.Mark.Column + 1);
        _lines[key.Mark.Line - 1] = values is [var one] ? $"{head} {one}{tail}" : head + tail;
        _lines.InsertRange(key.Mark.Line, [.. comments, .. values is [_] ? [] : values.Select(v => $"{indent}- {v}")]);
    }

    /// <summary>Replaces the line of an item of a list by lines with one value each; none takes it out.</summary>
    public void ReplaceItem(YamlNode item, IReadOnlyList<string> values)
    {
        var line = _lines[item.Mark.Line - 1];
        var (head, tail) = (line[..(item.Mark.Column - 1)], line[(item.End.Column - 1)..].TrimEnd());
        _lines.RemoveAt(item.Mark.Line - 1);
        _lines.InsertRange(item.Mark.Line - 1, values.Select((v, i) => head + v + (i == 0 ? tail : "")));
    }

    /// <summary>Replaces what is behind a key on its line.</summary>
    public void SetBehind(YamlScalar key, string text)
    {
        var line = _lines[key.Mark.Line - 1];
        _lines[key.Mark.Line - 1] = line[..(key.Mark.Column - 1 + key.Value.Length)] + ":" + text;
    }

    /// <summary>The line with the dash in front of an item.</summary>
    private int DashLine(YamlNode item)
    {
        var line = item.Mark.Line;
        if (_lines[line - 1][..(item.Mark.Column - 1)].Contains('-', StringComparison.Ordinal))
        {
            return line;
        }

        do
        {
            line--;
        }
        while (line > 1 && !_lines[line - 1].TrimStart().StartsWith('-'));
        return line;
    }

    private int IndentOf(int line) => _lines[line - 1].Length - _lines[line - 1].TrimStart().Length;

    private bool IsComment(int line) => _lines[line - 1].TrimStart().StartsWith('#');

    private bool IsBlank(int line) => string.IsNullOrWhiteSpace(_lines[line - 1]);
}
