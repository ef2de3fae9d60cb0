using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Utrace.Spec.Guarantees;

/// <summary>A mapping of a data file that knows which of its keys were read, so that a mistyped key cannot pass unread.</summary>
internal sealed class DataNode
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly Dictionary<string, YamlNode> _unread = new(StringComparer.Ordinal);

    private DataNode(string file, YamlNode node)
    {
        _file = file;
        _node = node as YamlMappingNode ?? throw Wrong(node, "a mapping is expected here");
        foreach (var (key, value) in _node.Children)
        {
            _unread.Add(((YamlScalarNode)key).Value!, value);
        }
    }

    internal static DataNode Read(string file, TextReader reader)
    {
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new DataNode(file, yaml.Documents[0].RootNode);
    }

    internal string Text(string key) => OptionalText(key) ?? throw Wrong(_node, $"'{key}' is missing");

    internal string? OptionalText(string key)
    {
        if (!_unread.Remove(key, out var node))
        {
            return null;
        }

        return node is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : throw Wrong(node, $"'{key}' must be a text");
    }

    internal int Number(string key) => OptionalNumber(key) ?? throw Wrong(_node, $"'{key}' is missing");

    internal int? OptionalNumber(string key)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(_node, $"'{key}' must be a number, not '{text}'");
    }

    internal T OneOf<T>(string key, params ReadOnlySpan<(string Word, T Value)> words)
    {
        var text = Text(key);
        foreach (var (word, value) in words)
        {
            if (string.Equals(word, text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw Wrong(_node, $"'{key}' cannot be '{text}'");
    }

    /// <summary>A list of scalars; empty where the key is absent.</summary>
    internal ImmutableArray<string> Words(string key)
    {
        if (!_unread.Remove(key, out var node))
        {
            return [];
        }

        return node is YamlSequenceNode list
            ? [.. list.Children.Select(c => (c as YamlScalarNode)?.Value ?? throw Wrong(c, $"'{key}' must be a list of words"))]
            : throw Wrong(node, $"'{key}' must be a list of words");
    }

    internal IEnumerable<DataNode> Items(string key)
    {
        if (!_unread.Remove(key, out var node) || node is not YamlSequenceNode list)
        {
            throw Wrong(_node, $"'{key}' must be a list");
        }

        return list.Children.Select(c => new DataNode(_file, c));
    }

    /// <summary>Says that everything was read that can be.</summary>
    internal void Done()
    {
        foreach (var (key, node) in _unread)
        {
            throw Wrong(node, $"'{key}' is not a key of this file");
        }
    }

    /// <summary>What is wrong with the whole mapping, with its place.</summary>
    internal InvalidDataException Wrong(string what) => Wrong(_node, what);

    private InvalidDataException Wrong(YamlNode node, string what) =>
        new(FormattableString.Invariant($"{_file}:{node.Start.Line}:{node.Start.Column}: {what}."));
}
