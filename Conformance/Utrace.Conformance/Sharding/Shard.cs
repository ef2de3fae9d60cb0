using System.Globalization;

namespace Utrace.Conformance.Sharding;

/// <summary>A part of a plan: the <paramref name="Index"/>th of <paramref name="Count"/>, from 1.</summary>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>The most parts that a plan is cut into.</summary>
    public const int MaxCount = 10_000;

    /// <summary>Reads <c>3/8</c>; null where it is no shard.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var i, var n]
        && int.TryParse(i, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && index >= 1 && index <= count && count <= MaxCount
            ? new Shard(index, count)
            : null;

    /// <summary><c>3/8</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Index}/{Count}");
}
