using System.Collections.Immutable;
using Utrace.Spec.Scenarios;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Utrace.Spec.Loading.Yaml;

/// <summary>Reads the one document of a text into nodes with places. YamlDotNet's own tree stops at a duplicate key; this one keeps it for the grammar to report.</summary>
internal sealed class YamlDocumentReader
{
    // No document of the language nests deeper than a dozen levels.
    private const int MaxDepth = 64;

    private readonly string _file;
    private readonly DefectList _defects;
    private readonly Parser _parser;
    private readonly string _what;
    private int _depth;

    private YamlDocumentReader(string text, string file, string what, DefectList defects)
    {
        _file = file;
        _what = what;
        _defects = defects;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The root of the document; null where there is none that can be used. Defects say why.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name that stands in marks.</param>
    /// <param name="defects">Where defects go.</param>
    /// <param name="what">What a document is, for messages.</param>
    public static YamlNode? Read(string text, string file, DefectList defects, string what = "scenario")
    {
        var reader = new YamlDocumentReader(text, file, what, defects);
        try
        {
            return reader.ReadStream();
        }
        catch (YamlException e)
        {
            Report(text, file, e, defects);
        }
        catch (InvalidOperationException)
        {
            // The scanner's own way to say that a flow list or mapping is not closed.
            defects.Add(Mark(file, reader._parser.Current?.End ?? YamlDotNet.Core.Mark.Empty), "not YAML: what begins here does not end", "a closing bracket, brace or quote");
        }

        return null;
    }

    private static SourceMark Mark(string file, Mark mark) => new(file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    private static void Report(string text, string file, YamlException e, DefectList defects)
    {
        // The parser marks the mapping round a tab, not the line that has it.
        var lines = text.Split('\n');
        var tabbed = Array.FindIndex(lines, Math.Clamp((int)e.Start.Line - 1, 0, lines.Length), l => l[..^l.TrimStart().Length].Contains('\t', StringComparison.Ordinal));
        if (tabbed >= 0 && e.Message.Contains("tab", StringComparison.Ordinal))
        {
            defects.Add(new SourceMark(file, tabbed + 1, lines[tabbed].IndexOf('\t', StringComparison.Ordinal) + 1), "not YAML: a tab indents this line", "spaces");
            return;
        }

        var message = e.Message.TrimEnd('.');
        defects.Add(Mark(file, e.End), $"not YAML: {(message.Length == 0 ? "cannot be read" : char.ToLowerInvariant(message[0]) + message[1..])}");
    }

    private YamlNode? ReadStream()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart)
        {
            _defects.Add(new SourceMark(_file, 1, 1), "the document is empty", $"{Prose.Article(_what)}{_what}");
            return null;
        }

        _parser.MoveNext();
        var root = ReadNode();
        _parser.MoveNext();
        if (_parser.MoveNext() && _parser.Current is DocumentStart second)
        {
            _defects.Add(Mark(_file, second.Start), "a second document begins here", _what is "scenario" ? "one scenario a file" : "one document a file");
        }

        return root;
    }

    /// <summary>Reads the node whose first event is current; afterwards its last event is.</summary>
    private YamlNode ReadNode()
    {
        if (_parser.Current is not (NodeEvent or AnchorAlias))
        {
            throw new YamlException(_parser.Current?.Start ?? YamlDotNet.Core.Mark.Empty, _parser.Current?.End ?? YamlDotNet.Core.Mark.Empty, "a value is missing here");
        }

        var mark = Mark(_file, _parser.Current.Start);
        if (_parser.Current is AnchorAlias)
        {
            _defects.Add(mark, "the language has no aliases", _what is "scenario" ? "the value itself, or a parameter" : "the value itself");
            return new YamlUnknown(mark);
        }

        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
        {
            _defects.Add(mark, "the language has no anchors and no tags", "a plain value");
        }

        if (++_depth > MaxDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "nested too deeply");
        }

        YamlNode read = _parser.Current switch
        {
            Scalar s => new YamlScalar(mark, s.Value, s.Style is ScalarStyle.Plain) { End = Mark(_file, s.End) },
            SequenceStart => ReadList(mark),
            _ => ReadMap(mark),
        };
        _depth--;
        return read;
    }

    /// <summary>The parser's end of a flow list or mapping is before its bracket where the event has no width.</summary>
    /// <param name="end">The last event; null where the document ends before.</param>
    /// <param name="start">Where the node begins.</param>
    private SourceMark BehindBracket(ParsingEvent? end, SourceMark start)
    {
        if (end is null)
        {
            return start;
        }

        var mark = Mark(_file, end.End);
        return end.Start.Index == end.End.Index ? mark with { Column = mark.Column + 1 } : mark;
    }

    private YamlList ReadList(SourceMark mark)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode());
        }

        return new YamlList(mark, items.ToImmutable()) { End = BehindBracket(_parser.Current, mark) };
    }

    private YamlMap ReadMap(SourceMark mark)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = ReadNode();
            _parser.MoveNext();
            var value = ReadNode();
            if (key is YamlScalar scalar)
            {
                entries.Add(new YamlEntry(scalar, value));
            }
            else
            {
                _defects.Add(key.Mark, $"a key is {key.Kind}", "a word");
            }
        }

        return new YamlMap(mark, entries.ToImmutable()) { End = BehindBracket(_parser.Current, mark) };
    }
}
