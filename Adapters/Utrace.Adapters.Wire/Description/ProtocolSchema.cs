using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Description;

/// <summary>
/// The JSON Schema of every line of the protocol, made from the types that are read and written. One definition a line: <c>call.request</c>, <c>call.result</c>,
/// <c>ticked.notification</c>, <c>error</c>; <c>fromKit</c> and <c>fromImplementation</c> are what each end may send. Stateless.
/// </summary>
public static class ProtocolSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of schema/protocol/protocol.schema.json.</summary>
    public static string Text()
    {
        var definitions = new JsonObject();
        foreach (var message in MessageTable.All)
        {
            var request = message.Result is null ? $"{message.Method}.notification" : $"{message.Method}.request";
            definitions.Add(request, Request(message));
            if (message.Result is not null)
            {
                definitions.Add($"{message.Method}.result", Result(message));
            }
        }

        definitions.Add("error", Error());
        definitions.Add("fromKit", AnyOf(definitions, Sender.Kit));
        definitions.Add("fromImplementation", AnyOf(definitions, Sender.Implementation));
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = FormattableString.Invariant($"A line of the utrace conformance kit's wire protocol, version {MessageTable.Version}"),
            ["anyOf"] = new JsonArray(Ref("fromKit"), Ref("fromImplementation")),
            ["$defs"] = definitions,
        };
        return schema.ToJsonString(Readable) + "\n";
    }

    /// <summary>The schema of a request or notification; without references.</summary>
    internal static JsonObject Request(Message message)
    {
        var properties = new JsonObject { ["jsonrpc"] = Const("2.0") };
        if (message.Result is not null)
        {
            properties.Add("id", Id());
        }

        properties.Add("method", Const(message.Method));
        properties.Add("params", Of(message.Params));
        return Closed(message.What, properties, optional: message.Params == typeof(Nothing) ? "params" : null);
    }

    /// <summary>The schema of the answer to a request; without references.</summary>
    internal static JsonObject Result(Message message) => Closed(
        $"The answer to {message.Method}.",
        new JsonObject { ["jsonrpc"] = Const("2.0"), ["id"] = Id(), ["result"] = Of(message.Result!) });

    /// <summary>The schema of an answer that is an error; without references.</summary>
    internal static JsonObject Error()
    {
        var error = Closed(null, new JsonObject
        {
            ["code"] = new JsonObject { ["type"] = "integer" },
            ["message"] = new JsonObject { ["type"] = "string" },
            ["data"] = new JsonObject(),
        }, optional: "data");
        return Closed("An answer that is an error; the codes are in docs/protocol.md.", new JsonObject { ["jsonrpc"] = Const("2.0"), ["id"] = Id(), ["error"] = error });
    }

    private static JsonObject Of(Type type) => WireJson.Line.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    }).AsObject();

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        if (context.PropertyInfo is null)
        {
            if (context.TypeInfo.Kind is System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.Object)
            {
                schema["type"] = "object";
                schema["additionalProperties"] = false;
            }

            return schema;
        }

        var property = context.PropertyInfo.AttributeProvider!;
        if (property.GetCustomAttributes(typeof(WordsAttribute), inherit: true) is [WordsAttribute words])
        {
            JsonArray values = [.. WireWords.Of(words.Vocabulary).Select(w => (JsonNode)w)];
            if (schema["items"] is JsonObject items)
            {
                items["enum"] = values;
            }
            else
            {
                if (context.PropertyInfo.IsGetNullable)
                {
                    values.Add(null);
                }

                schema["enum"] = values;
            }
        }

        if (property.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true) is [DescriptionAttribute what])
        {
            schema.Insert(0, "description", what.Description);
        }

        return schema;
    }

    private static JsonObject AnyOf(JsonObject definitions, Sender sender)
    {
        var own = MessageTable.All.Where(m => m.Sender == sender).Select(m => m.Result is null ? $"{m.Method}.notification" : $"{m.Method}.request");
        var answers = MessageTable.All.Where(m => m.Sender != sender && m.Result is not null).Select(m => $"{m.Method}.result");
        return new JsonObject { ["anyOf"] = new JsonArray([.. own.Concat(answers).Append("error").Where(definitions.ContainsKey).Select(Ref)]) };
    }

    private static JsonNode Ref(string name) => new JsonObject { ["$ref"] = $"#/$defs/{name}" };

    private static JsonObject Const(string value) => new() { ["enum"] = new JsonArray(value) };

    private static JsonObject Id() => new() { ["type"] = "integer", ["minimum"] = 1 };

    private static JsonObject Closed(string? what, JsonObject properties, string? optional = null)
    {
        var schema = new JsonObject();
        if (what is not null)
        {
            schema.Add("description", what);
        }

        schema.Add("type", "object");
        schema.Add("properties", properties);
        schema.Add("required", new JsonArray([.. properties.Select(p => p.Key).Where(k => !string.Equals(k, optional, StringComparison.Ordinal)).Select(k => (JsonNode)k)]));
        schema.Add("additionalProperties", false);
        return schema;
    }
}
