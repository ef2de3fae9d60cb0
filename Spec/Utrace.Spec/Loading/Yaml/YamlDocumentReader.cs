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
    private int _depth;

    private YamlDocumentReader(string text, string file, DefectList defects)
    {
        _file = file;
        _defects = defects;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The root of the document; null where there is none that can be used. Defects say why.</summary>
    public static YamlNode? Read(string text, string file, DefectList defects)
    {
        try
        {
            return new YamlDocumentReader(text, file, defects).ReadStream();
        }
        catch (YamlException e)
        {
            defects.Add(Mark(file, e.Start), $"not YAML: {Explain(text, e)}");
            return null;
        }
    }

    private static SourceMark Mark(string file, Mark mark) => new(file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    private static string Explain(string text, YamlException e)
    {
        var line = text.Split('\n').ElementAtOrDefault((int)e.Start.Line - 1) ?? "";
        var indent = line[..(line.Length - line.TrimStart().Length)];
        return indent.Contains('\t', StringComparison.Ordinal)
            ? "a tab indents this line; expected spaces"
            : e.Message.TrimEnd('.') is { Length: > 0 } m ? char.ToLowerInvariant(m[0]) + m[1..] : "cannot be read";
    }

    private YamlNode? ReadStream()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart)
        {
            _defects.Add(new SourceMark(_file, 1, 1), "the document is empty", "a scenario");
            return null;
        }

        _parser.MoveNext();
        var root = ReadNode();
        _parser.MoveNext();
        if (_parser.MoveNext() && _parser.Current is DocumentStart second)
        {
            _defects.Add(Mark(_file, second.Start), "a second document begins here", "one scenario a file");
        }

        return root;
    }

    /// <summary>Reads the node whose first event is current; afterwards its last event is.</summary>
    private YamlNode ReadNode()
    {
        var mark = Mark(_file, _parser.Current!.Start);
        if (_parser.Current is AnchorAlias)
        {
            _defects.Add(mark, "the language has no aliases", "the value itself, or a parameter");
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

        YamlNode node = _parser.Current switch
        {
            Scalar s => new YamlScalar(mark, s.Value, s.Style is ScalarStyle.Plain),
            SequenceStart => ReadList(mark),
            _ => ReadMap(mark),
        };
        _depth--;
        return node;
    }

    private YamlList ReadList(SourceMark mark)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode());
        }

        return new YamlList(mark, items.ToImmutable());
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

        return new YamlMap(mark, entries.ToImmutable());
    }
}
