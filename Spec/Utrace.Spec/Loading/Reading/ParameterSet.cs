using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Reading;

/// <summary>The parameters of a document: expands a family into its cases.</summary>
internal sealed class ParameterSet
{
    private const int MaxCases = 1000;

    private readonly DefectList _defects;
    private readonly YamlMap _document;
    private readonly List<Parameter> _parameters = [];
    private readonly Dictionary<YamlNode, bool> _hasReference = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public ParameterSet(YamlMap document, DefectList defects)
    {
        _document = document;
        _defects = defects;
        foreach (var (key, value) in document["parameters"].Entries().DistinctBy(e => e.Key.Value, StringComparer.Ordinal))
        {
            _parameters.Add(Declare(key, value));
        }
    }

    /// <summary>Every case, the first parameter varying slowest; the document itself where there are no parameters.</summary>
    public ImmutableArray<FamilyCase> Expand()
    {
        var usable = _parameters.Where(p => p.Values.Count > 0).ToList();
        var total = usable.Aggregate(1L, (n, p) => Math.Min(n * p.Values.Count, MaxCases + 1));
        if (total > MaxCases)
        {
            _defects.Add(_document.Find("parameters")!.Key.Mark, $"the parameters make more than {MaxCases} cases");
            usable = [];
        }

        IEnumerable<ImmutableArray<Value>> choices = [[]];
        foreach (var parameter in usable)
        {
            choices = choices.SelectMany(_ => parameter.Values, (chosen, value) => chosen.Add(value));
        }

        ImmutableArray<FamilyCase> cases = [.. choices.Select(chosen => Substitute(usable, chosen))];
        ReportUnused();
        return cases;
    }

    private Parameter Declare(YamlScalar key, YamlNode value)
    {
        List<Value> values = value switch
        {
            YamlList list => [.. list.Items.OfType<YamlScalar>().Where(s => !s.IsNull).DistinctBy(s => s.Value, StringComparer.Ordinal).Select(s => new Value(s, null))],
            YamlMap map => [.. map.Entries.Where(e => e.Value is YamlMap).Select(e => new Value(e.Key, (YamlMap)e.Value))],
            _ => [],
        };
        var parts = values.SelectMany(v => v.Parts.Entries()).DistinctBy(e => e.Key.Value, StringComparer.Ordinal).Select(e => e.Key).ToList();
        foreach (var v in values.Where(v => v.Parts is not null))
        {
            foreach (var part in parts.Where(p => v.Parts![p.Value] is null))
            {
                _defects.Add(v.Word.Mark, $"the value '{v.Word.Value}' of '{key.Value}' has no '{part.Value}'", "the parts that the other values have");
            }
        }

        return new Parameter(key, values, parts);
    }

    private FamilyCase Substitute(List<Parameter> parameters, ImmutableArray<Value> chosen)
    {
        var bound = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        for (var i = 0; i < chosen.Length; i++)
        {
            bound[parameters[i].Key.Value] = chosen[i].Word;
            foreach (var (key, value) in chosen[i].Parts.Entries())
            {
                bound.TryAdd($"{parameters[i].Key.Value}.{key.Value}", value);
            }
        }

        var entries = _document.Entries
            .Select(e => e.Key.Value is "schema" or "id" or "parameters" ? e : e with { Value = Substitute(e.Value, bound) });
        return new FamilyCase(
            [.. chosen.Select((v, i) => (parameters[i].Key.Value, v.Word.Value))],
            new YamlMap(_document.Mark, [.. entries]));
    }

    private YamlNode Substitute(YamlNode node, Dictionary<string, YamlNode> bound) => node switch
    {
        YamlScalar scalar => Substitute(scalar, bound),
        YamlList list when HasReference(list) => new YamlList(list.Mark, [.. list.Items.SelectMany(item => SubstituteItem(item, bound))]),
        YamlMap map when HasReference(map) => new YamlMap(map.Mark, [.. map.Entries.Select(e => e with { Value = Substitute(e.Value, bound) })]),
        _ => node,
    };

    // What no parameter touches is one node in every case.
    private bool HasReference(YamlNode node)
    {
        if (!_hasReference.TryGetValue(node, out var has))
        {
            has = node switch
            {
                YamlScalar scalar => scalar.Value.Contains("${", StringComparison.Ordinal),
                YamlList list => list.Items.Any(HasReference),
                YamlMap map => map.Entries.Any(e => HasReference(e.Value)),
                _ => false,
            };
            _hasReference.Add(node, has);
        }

        return has;
    }

    // A list in the place of an item is its items: no list of the language nests directly.
    private ImmutableArray<YamlNode> SubstituteItem(YamlNode item, Dictionary<string, YamlNode> bound) =>
        Substitute(item, bound) is var node && item is YamlScalar && node is YamlList list ? list.Items : [node];

    private YamlNode Substitute(YamlScalar scalar, Dictionary<string, YamlNode> bound)
    {
        if (!scalar.Value.Contains("${", StringComparison.Ordinal) || Reference.Matches(scalar.Value) is not { Count: > 0 } matches)
        {
            return scalar;
        }

        if (matches.Count == 1 && matches[0].Length == scalar.Value.Length)
        {
            return Find(matches[0].Groups["name"].Value, scalar, bound) ?? new YamlUnknown(scalar.Mark);
        }

        var text = scalar.Value;
        foreach (var name in matches.Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal))
        {
            switch (Find(name, scalar, bound))
            {
                case YamlScalar word:
                    text = text.Replace($"${{{name}}}", word.Value, StringComparison.Ordinal);
                    break;
                case null:
                    return new YamlUnknown(scalar.Mark);
                case var other:
                    _defects.Add(scalar.Mark, $"'${{{name}}}' inside a longer text is {other.Kind}", "a word");
                    return new YamlUnknown(scalar.Mark);
            }
        }

        return new YamlScalar(scalar.Mark, text, scalar.Plain);
    }

    /// <summary>What a reference stands for in this case; null where nothing does, which is then reported.</summary>
    private YamlNode? Find(string name, YamlScalar scalar, Dictionary<string, YamlNode> bound)
    {
        _used.Add(name);
        if (bound.TryGetValue(name, out var node))
        {
            return node;
        }

        var known = _parameters.SelectMany(p => p.Parts.Select(part => $"{p.Key.Value}.{part.Value}").Prepend(p.Key.Value)).ToList();
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            _defects.Add(scalar.Mark, $"unknown parameter '${{{name}}}'", known.Count == 0 ? "no parameter, for none is declared" : Prose.OneOf(known), Nearest.Of(name, known));
        }

        return null;
    }

    private void ReportUnused()
    {
        foreach (var parameter in _parameters)
        {
            var name = parameter.Key.Value;
            if (!_used.Contains(name) && !parameter.Parts.Exists(p => _used.Contains($"{name}.{p.Value}")))
            {
                _defects.Add(parameter.Key.Mark, $"the parameter '{name}' is never used", $"${{{name}}} somewhere");
                continue;
            }

            foreach (var part in parameter.Parts.Where(p => !_used.Contains($"{name}.{p.Value}")))
            {
                _defects.Add(part.Mark, $"the part '{part.Value}' of '{name}' is never used", $"${{{name}.{part.Value}}} somewhere");
            }
        }
    }

    private static Regex Reference { get; } = new(@"\$\{(?<name>[^}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private sealed record Parameter(YamlScalar Key, List<Value> Values, List<YamlScalar> Parts);

    private sealed record Value(YamlScalar Word, YamlMap? Parts);
}

/// <summary>One case of a family: what every parameter stands for, and the document with the values put in.</summary>
internal sealed record FamilyCase(ImmutableArray<(string Parameter, string Value)> Values, YamlMap Document)
{
    /// <summary><c>@value+value</c>; empty where there are no parameters.</summary>
    public string Suffix => Values.IsEmpty ? "" : "@" + string.Join('+', Values.Select(v => v.Value));
}
