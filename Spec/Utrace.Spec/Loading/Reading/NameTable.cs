using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>What a name stands for.</summary>
internal enum NameKind : byte
{
    /// <summary>A traced thread.</summary>
    Thread,

    /// <summary>An engine.</summary>
    Engine,

    /// <summary>An actor.</summary>
    Actor,
}

/// <summary>The one name space of threads, engines and actors.</summary>
internal sealed class NameTable
{
    private readonly DefectList _defects;
    private readonly Dictionary<string, (NameKind Kind, SourceMark Mark)> _names = new(StringComparer.Ordinal);

    private readonly HashSet<NameKind> _unreadable = [];

    public NameTable(YamlMap document, DefectList defects)
    {
        _defects = defects;
        foreach (var (section, kind) in new[] { ("threads", NameKind.Thread), ("engines", NameKind.Engine), ("actors", NameKind.Actor) })
        {
            if (document[section] is not YamlMap && (kind is NameKind.Thread || document[section] is not null))
            {
                // What the section holds cannot be told, so neither can what is missing from it.
                _unreadable.Add(kind);
            }

            foreach (var (key, _) in document[section].Entries())
            {
                Declare(key, kind);
            }
        }
    }

    /// <summary>The names of a kind, in declaration order.</summary>
    public List<string> Of(NameKind kind) => [.. _names.Where(n => n.Value.Kind == kind).Select(n => n.Key)];

    /// <summary>Where a name was declared.</summary>
    public SourceMark MarkOf(string name) => _names[name].Mark;

    /// <summary>Whether a name of that kind is declared.</summary>
    public bool Has(string name, NameKind kind) => _names.TryGetValue(name, out var found) && found.Kind == kind;

    /// <summary>The name in a node; null, and reported, where nothing of that kind has it.</summary>
    public string? Use(YamlNode? node, NameKind kind)
    {
        if (node.Text() is not { } name || !NamedSpec.IsName(name) || Has(name, kind) || _unreadable.Contains(kind))
        {
            return node.Text();
        }

        var word = Word(kind);
        if (_names.TryGetValue(name, out var other))
        {
            _defects.Add(node!.Mark, $"'{name}' is {Article(other.Kind)}, not {Article(kind)}", Expected(kind));
        }
        else
        {
            _defects.Add(node!.Mark, $"there is no {word} '{name}'", Expected(kind), Nearest.Of(name, Of(kind)));
        }

        return null;
    }

    private string? Expected(NameKind kind) => Of(kind) is { Count: > 0 } names ? Prose.OneOf(names) : null;

    private void Declare(YamlScalar key, NameKind kind)
    {
        if (!NamedSpec.IsName(key.Value))
        {
            return;
        }

        if (key.Value is "setup")
        {
            _defects.Add(key.Mark, "the name 'setup' is the kit's own", "another name");
        }
        else if (kind is NameKind.Engine && Words.TryParse(key.Value, out Errno _))
        {
            _defects.Add(key.Mark, $"the name '{key.Value}' is an error code", "another name");
        }

        if (!_names.TryAdd(key.Value, (kind, key.Mark)) && _names[key.Value].Kind is var first && first != kind)
        {
            _defects.Add(key.Mark, $"the name '{key.Value}' is already that of {Article(first)}", "another name");
        }
    }

    /// <summary>The kind in a word.</summary>
    public static string Word(NameKind kind) => kind switch
    {
        NameKind.Thread => "thread",
        NameKind.Engine => "engine",
        _ => "actor",
    };

    private static string Article(NameKind kind) => (kind is NameKind.Thread ? "a " : "an ") + Word(kind);
}
