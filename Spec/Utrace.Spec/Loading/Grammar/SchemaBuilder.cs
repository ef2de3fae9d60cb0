using System.Globalization;
using System.Text.Json.Nodes;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>Writes the tables of the grammar as JSON Schema. Used for one document; not thread-safe.</summary>
/// <param name="hasParameters">Whether a parameter may stand in the place of a value, as in scenarios.</param>
internal sealed class SchemaBuilder(bool hasParameters = true)
{
    private const string Parameter = "parameter";

    private readonly JsonObject _definitions = [];

    /// <summary>The schema of a whole document.</summary>
    public JsonObject Build(MapSpec document)
    {
        if (hasParameters)
        {
            _definitions[Parameter] = new JsonObject
            {
                ["type"] = "string",
                ["pattern"] = @"\$\{[^}]+\}",
                ["description"] = "A parameter: ${name} or ${name.part}.",
            };
        }

        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"utrace {document.What}",
        };
        foreach (var (key, value) in Map(document))
        {
            root[key] = value?.DeepClone();
        }

        root["$defs"] = new JsonObject(_definitions.OrderBy(d => d.Key, StringComparer.Ordinal)
            .Select(d => KeyValuePair.Create(d.Key, d.Value?.DeepClone())));
        return root;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonObject AnyOf(params IEnumerable<JsonNode> schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    private static JsonObject Enum(IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.SelectMany(Spellings)]) };

    // A YAML reader gives a plain 0 as a number.
    private static IEnumerable<JsonNode> Spellings(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? [JsonValue.Create(word), JsonValue.Create(number)]
            : [JsonValue.Create(word)];

    private static JsonObject Text(TextSpec spec)
    {
        var schema = new JsonObject { ["type"] = spec.IsMatch("1") ? new JsonArray("string", "integer") : "string" };
        if (spec.Pattern is not null)
        {
            schema["pattern"] = spec.Pattern;
        }
        else
        {
            schema["minLength"] = 1;
        }

        return schema;
    }

    private static JsonObject Described(JsonObject schema, string doc)
    {
        schema["description"] = doc;
        return schema;
    }

    /// <summary>A value, or a parameter in its place.</summary>
    private JsonObject Value(ValueSpec spec) => spec switch
    {
        _ when !hasParameters => Plain(spec),
        TextSpec { Pattern: null } text => Text(text),
        OneOfSpec choice => AnyOf([.. choice.Alternatives.Select(Plain), Reference(Parameter)]),
        _ => AnyOf(Plain(spec), Reference(Parameter)),
    };

    private JsonObject Plain(ValueSpec spec) => spec switch
    {
        WordSpec words => Enum(words.Words),
        TextSpec text => Text(text),
        IntSpec number => new JsonObject { ["type"] = "integer", ["minimum"] = number.Min, ["maximum"] = number.Max },
        BoolSpec => new JsonObject { ["type"] = "boolean" },
        WordOrNumberSpec either => AnyOf(Enum(either.Words), new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = either.Max }),
        ListSpec list => List(list),
        MapSpec map => Defined(map.What.Replace(' ', '-'), () => Map(map)),
        NamedSpec named => Named(named),
        AnyMapSpec => new JsonObject { ["type"] = "object" },
        OneOfSpec choice => AnyOf(choice.Alternatives.Select(Plain)),
        StepsSpec steps => Steps(steps),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "no schema for this kind of value"),
    };

    private JsonObject Defined(string name, Func<JsonObject> schema)
    {
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = schema();
        }

        return Reference(name);
    }

    private JsonObject List(ListSpec list)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Value(list.Item) };
        if (list.NonEmpty)
        {
            schema["minItems"] = 1;
        }

        if (list.Unique)
        {
            schema["uniqueItems"] = true;
        }

        return schema;
    }

    private JsonObject Map(MapSpec map) => new()
    {
        ["description"] = map.Doc,
        ["type"] = "object",
        ["properties"] = Properties(map.Keys),
        ["required"] = new JsonArray([.. map.Keys.Where(k => k.Required).Select(k => JsonValue.Create(k.Name))]),
        ["additionalProperties"] = false,
    };

    private JsonObject Properties(IEnumerable<KeySpec> keys) =>
        new(keys.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)Described(Value(k.Value), k.Doc))));

    private JsonObject Named(NamedSpec named)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { [NamedSpec.NamePattern] = Value(named.Value) },
            ["additionalProperties"] = false,
        };
        if (named.NonEmpty)
        {
            schema["minProperties"] = 1;
        }

        return schema;
    }

    private JsonObject Steps(StepsSpec steps) => new()
    {
        ["type"] = "array",
        ["items"] = Defined($"step-of-{steps.Place.ToString().ToLowerInvariant()}", () => AnyOf(
        [
            .. steps.Steps.Where(s => s.Bare).Select(s => Described(Enum([s.Verb]), s.Doc)),
            .. steps.Steps.Where(s => s.Value is not null).Select(Step),
            Reference(Parameter),
        ])),
    };

    private JsonObject Step(StepSpec step) => new()
    {
        ["type"] = "object",
        ["properties"] = Properties([new KeySpec(step.Verb, step.Value!, step.Doc), .. step.Results is null ? [] : StepsSpec.Beside]),
        ["required"] = new JsonArray(step.Verb),
        ["additionalProperties"] = false,
    };
}
