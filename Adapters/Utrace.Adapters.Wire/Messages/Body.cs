using System.Text.Json;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>Reads params and results. Stateless.</summary>
internal static class Body
{
    private const string Missing = "missing required properties including: ";

    /// <summary>Reads one.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="of">What it is, for messages: <c>params of ticked</c>.</param>
    /// <exception cref="WireFormException">It does not have the form.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> text, string of)
        where T : class => (T)Read(text, typeof(T), of);

    /// <summary>Reads one.</summary>
    public static object Read(ReadOnlyMemory<byte> text, Type type, string of)
    {
        try
        {
            return JsonSerializer.Deserialize(text.Span, WireJson.Line.GetTypeInfo(type)) ?? throw Wrong($"{of} is null", type);
        }
        catch (JsonException e)
        {
            var missing = e.Message.IndexOf(Missing, StringComparison.Ordinal);
            throw missing >= 0
                ? Wrong($"{of} lacks {e.Message[(missing + Missing.Length)..].TrimEnd('.')}", type)
                : Wrong($"{of}: the value at {e.Path ?? "$"} has the wrong type", type);
        }
    }

    /// <summary>An unknown word.</summary>
    public static WireFormException Unknown(string member, string word, Vocabulary vocabulary) => new(
        WireFormException.InvalidParams, $"{member} is '{word}'", "one of " + string.Join(", ", WireWords.Of(vocabulary)));

    private static WireFormException Wrong(string what, Type type) => new(
        WireFormException.InvalidParams, what, "an object with " + string.Join(", ", Members(type)) + " (docs/protocol.md)");

    private static IEnumerable<string> Members(Type type) => WireJson.Line.GetTypeInfo(type).Properties
        .Where(p => p.IsRequired).Select(p => p.Name).DefaultIfEmpty("no required member");
}
