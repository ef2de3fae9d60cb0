using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>All legal variants of the threaded implementation.</summary>
public static class Variants
{
    /// <summary>Every variant, in ordinal order of names. No fault has the name of one.</summary>
    public static ImmutableArray<Variant> All { get; } =
        [.. AnswerVariants.All.Concat(PassVariants.All).Concat(PaceVariants.All).OrderBy(v => v.Name, StringComparer.Ordinal)];

    /// <summary>The variant of that name, or null.</summary>
    public static Variant? Find(string name) => All.FirstOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal));

    /// <summary>The name that a mistyped one was probably meant to be, or null.</summary>
    public static string? NearestTo(string name) => Nearest.Of(name, All.Select(v => v.Name));
}
