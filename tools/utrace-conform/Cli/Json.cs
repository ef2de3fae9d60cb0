using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Utrace.Adapters;

namespace Utrace.Conform.Cli;

/// <summary>What <c>--json</c> prints, and the schema of it: both come from the same types. Stateless.</summary>
internal static class Json
{
    /// <summary>Camel case, words for enumerations, no nulls, readable.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter<ControlTier>(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static JsonSerializerOptions Line { get; } = new(Options) { WriteIndented = false };

    /// <summary>A value as indented JSON.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>A value as JSON in one line.</summary>
    public static string LineOf<T>(T value) => JsonSerializer.Serialize(value, Line);

    /// <summary>The JSON Schema of what <see cref="Of{T}"/> gives for a type.</summary>
    public static string SchemaOf(Type type, string title)
    {
        var schema = Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = LeaveOutNulls }).AsObject();
        schema.Insert(0, "$schema", JsonValue.Create("https://json-schema.org/draft/2020-12/schema"));
        schema.Insert(1, "title", JsonValue.Create(title));
        return schema.ToJsonString(Options);
    }

    /// <summary>What can be null is left out where it is, so it is not required.</summary>
    private static JsonNode LeaveOutNulls(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is JsonObject schema && schema["required"] is JsonArray required)
        {
            foreach (var property in context.TypeInfo.Properties.Where(p => p.IsGetNullable))
            {
                required.RemoveAll(n => string.Equals((string?)n, property.Name, StringComparison.Ordinal));
            }

            if (required.Count == 0)
            {
                schema.Remove("required");
            }
        }

        return node;
    }
}
