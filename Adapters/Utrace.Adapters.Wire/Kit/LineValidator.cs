using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;
using Utrace.Adapters.Wire.Description;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>Checks lines against the schema, one definition a line. Thread-safe.</summary>
internal static class LineValidator
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new(StringComparer.Ordinal);

    /// <summary>A request or notification.</summary>
    /// <exception cref="WireFormException">It is not as the schema has it.</exception>
    public static void CheckRequest(Message message, ReadOnlySpan<byte> line, string direction) =>
        Check($"{message.Method}.{(message.Result is null ? "notification" : "request")}", () => ProtocolSchema.Request(message), line, direction);

    /// <summary>An answer.</summary>
    /// <exception cref="WireFormException">It is not as the schema has it.</exception>
    public static void CheckResult(Message message, ReadOnlySpan<byte> line, string direction) =>
        Check($"{message.Method}.result", () => ProtocolSchema.Result(message), line, direction);

    /// <summary>An answer that is an error.</summary>
    /// <exception cref="WireFormException">It is not as the schema has it.</exception>
    public static void CheckError(ReadOnlySpan<byte> line, string direction) => Check("error", ProtocolSchema.Error, line, direction);

    private static void Check(string name, Func<JsonObject> schema, ReadOnlySpan<byte> line, string direction)
    {
        var checker = Schemas.GetOrAdd(name, _ => JsonSchema.FromJsonAsync(schema().ToJsonString()).GetAwaiter().GetResult());
        var errors = checker.Validate(Encoding.UTF8.GetString(line));
        if (errors.Count > 0)
        {
            var first = errors.OrderBy(e => e.Path, StringComparer.Ordinal).First();
            throw new WireFormException(
                WireFormException.InvalidParams,
                $"{name} ({direction}) is not as the schema has it at {first.Path ?? "#"}: {first.Kind}",
                Expected(first));
        }
    }

    private static string Expected(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => $"the member '{error.Property}'",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "only the members " + string.Join(", ", error.Schema.Properties.Keys),
        ValidationErrorKind.NotInEnumeration => "one of " + string.Join(", ", error.Schema.Enumeration.Where(e => e is not null)),
        _ => error.Schema.Type is JsonObjectType.None ? "see schema/protocol/protocol.schema.json" : error.Schema.Type.ToString().ToLowerInvariant(),
    };
}
