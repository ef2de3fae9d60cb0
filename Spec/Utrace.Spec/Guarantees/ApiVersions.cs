using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Guarantees;

/// <summary>The API numbers that there are: what since and until may name. Immutable and thread-safe.</summary>
public static class ApiVersions
{
    /// <summary>All of them, ascending; never empty.</summary>
    public static ImmutableArray<ApiVersion> All { get; } = GuaranteeData.ReadVersions();

    /// <summary>The numbers, with what has them, for messages.</summary>
    public static string InWords => string.Join(" or ", All.Select(v => $"{v} ({v.About.Split(':')[0]})"));

    /// <summary>Whether some implementation has this number.</summary>
    public static bool IsKnown(int number) => All.Any(v => v.Number == number);

    /// <summary>The number whose promises hold for an implementation: its own, or where nobody knows that, the latest before it; its own where it is older than all.</summary>
    /// <param name="api">The API number that the implementation has.</param>
    public static int PromisedTo(int api) => All.LastOrDefault(v => v.Number <= api)?.Number ?? api;

    /// <summary>What is wrong with a range, and what was expected; null where nothing is.</summary>
    internal static (string What, string Expected)? DefectOf(ApiRange range)
    {
        foreach (var (word, number) in new[] { ("since", range.Since), ("until", range.Until) })
        {
            if (number is { } n && !IsKnown(n))
            {
                return (FormattableString.Invariant($"'{word}' names the API version {n}, which no implementation has"), InWords);
            }
        }

        return range.Since > range.Until
            ? (FormattableString.Invariant($"the api range ends ({range.Until}) before it begins ({range.Since})"), "since not after until")
            : null;
    }
}
