using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Yaml;

/// <summary>A node of a document as it was written: duplicate keys are kept, every node knows its place. Immutable.</summary>
internal abstract record YamlNode(SourceMark Mark)
{
    /// <summary>The kind in words, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>The place behind it; exact for scalars on one line and for flow lists and mappings.</summary>
    public SourceMark End { get; init; }
}

/// <summary>A scalar.</summary>
/// <param name="Mark">Where.</param>
/// <param name="Value">Its text.</param>
/// <param name="Plain">Written without quotes.</param>
internal sealed record YamlScalar(SourceMark Mark, string Value, bool Plain) : YamlNode(Mark)
{
    /// <inheritdoc/>
    public override string Kind => IsNull ? "empty" : "a word";

    /// <summary>Nothing was written (or <c>null</c>, or <c>~</c>).</summary>
    public bool IsNull => Plain && Value is "" or "~" or "null";
}

/// <summary>A sequence.</summary>
internal sealed record YamlList(SourceMark Mark, ImmutableArray<YamlNode> Items) : YamlNode(Mark)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>A mapping.</summary>
internal sealed record YamlMap(SourceMark Mark, ImmutableArray<YamlEntry> Entries) : YamlNode(Mark)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>The value of a key (the first of duplicates); null where absent.</summary>
    public YamlNode? this[string key] => Find(key)?.Value;

    /// <summary>The entry of a key (the first of duplicates); null where absent.</summary>
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => string.Equals(e.Key.Value, key, StringComparison.Ordinal));
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>Stands where a defect was already reported, so that nothing else is said about the place.</summary>
internal sealed record YamlUnknown(SourceMark Mark) : YamlNode(Mark)
{
    /// <inheritdoc/>
    public override string Kind => "unknown";
}
