using System.Collections.Immutable;
using System.Globalization;

namespace Utrace.Spec.Loading.Yaml;

/// <summary>Values of nodes whose shape was checked; whatever does not fit was reported there and reads as absent here.</summary>
internal static class NodeValues
{
    /// <summary>The value of a key; null where the node is no mapping or has no such key.</summary>
    public static YamlNode? At(this YamlNode? node, string key) => (node as YamlMap)?[key];

    /// <summary>The text of a scalar.</summary>
    public static string? Text(this YamlNode? node) => node is YamlScalar { IsNull: false } s ? s.Value : null;

    /// <summary>The number of a scalar.</summary>
    public static int? Number(this YamlNode? node) =>
        int.TryParse(node.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>The truth of a scalar.</summary>
    public static bool? Flag(this YamlNode? node) => node.Text() switch { "true" => true, "false" => false, _ => null };

    /// <summary>The items of a list.</summary>
    public static ImmutableArray<YamlNode> Items(this YamlNode? node) => node is YamlList list ? list.Items : [];

    /// <summary>The entries of a mapping.</summary>
    public static ImmutableArray<YamlEntry> Entries(this YamlNode? node) => node is YamlMap map ? map.Entries : [];

    /// <summary>The texts of a list of scalars, or of one scalar.</summary>
    public static ImmutableArray<string> Texts(this YamlNode? node) =>
        node.Text() is { } one ? [one] : [.. node.Items().Select(i => i.Text()).OfType<string>()];
}
