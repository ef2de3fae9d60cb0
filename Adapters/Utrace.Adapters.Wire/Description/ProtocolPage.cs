using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Description;

/// <summary>The generated part of docs/protocol.md: every message with its members, and the closed sets of words. Stateless.</summary>
public static class ProtocolPage
{
    private const string Begin = "<!-- messages: generated -->\n";
    private const string End = "<!-- end of messages -->\n";

    /// <summary>A page with its generated part made anew.</summary>
    public static string Renew(string page)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return begin < 0 || end < begin
            ? throw new FormatException($"The page lacks its marks: expected the lines {Begin.Trim()} and {End.Trim()}, in this order.")
            : string.Concat(page.AsSpan(0, begin + Begin.Length), Messages(), page.AsSpan(end));
    }

    private static string Messages()
    {
        var text = new StringBuilder();
        foreach (var sender in Enum.GetValues<Sender>())
        {
            text.Append('\n').Append(sender is Sender.Kit ? "### From the kit\n" : "### From the implementation\n");
            foreach (var message in MessageTable.All.Where(m => m.Sender == sender))
            {
                Append(text, message);
            }
        }

        text.Append("\n### Words\n\n| set | words |\n| --- | --- |\n");
        foreach (var set in Enum.GetValues<Vocabulary>())
        {
            text.Append("| ").Append(NameOf(set)).Append(" | ").AppendJoin(' ', WireWords.Of(set).Select(w => $"`{w}`")).Append(" |\n");
        }

        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, Message message)
    {
        text.Append("\n#### `").Append(message.Method).Append(message.Result is null ? "` (notification)\n\n" : "`\n\n").Append(message.What).Append("\n\n");
        var rows = Rows("params", message.Params).Concat(message.Result is null ? [] : Rows("result", message.Result)).ToList();
        if (rows.Count == 0)
        {
            text.Append("No params, an empty result.\n");
            return;
        }

        text.Append("| | member | type | what |\n| --- | --- | --- | --- |\n").AppendJoin("", rows);
        if (message.Result == typeof(Nothing))
        {
            text.Append("\nThe result is empty: `{}`.\n");
        }
    }

    private static IEnumerable<string> Rows(string part, Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetCustomAttribute<DescriptionAttribute>() is not null)
        .SelectMany(p =>
        {
            var row = $"| {part} | `{JsonNamingPolicy.CamelCase.ConvertName(p.Name)}` | {TypeOf(p)} | {p.GetCustomAttribute<DescriptionAttribute>()!.Description} |\n";
            return p.PropertyType.GenericTypeArguments is [var element] && element == typeof(StepMade) ? Rows("step", element).Prepend(row) : [row];
        });

    private static string TypeOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var element = type.IsGenericType ? type.GenericTypeArguments[0] : type;
        var name = property.GetCustomAttribute<WordsAttribute>() is { } words ? $"word ({NameOf(words.Vocabulary)})"
            : element == typeof(string) ? "string"
            : element == typeof(bool) ? "boolean"
            : element == typeof(StepMade) ? "step"
            : "integer";
        var isOptional = property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is null;
        return (element == type ? name : $"array of {name}") + (isOptional ? ", optional" : "");
    }

    private static string NameOf(Vocabulary vocabulary) => vocabulary.ToString().ToLowerInvariant();
}
