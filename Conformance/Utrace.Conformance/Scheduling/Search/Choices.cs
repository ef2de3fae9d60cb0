using System.Numerics;

namespace Utrace.Conformance.Scheduling.Search;

/// <summary>Sets of choices as bits.</summary>
internal static class Choices
{
    private const string WhatFollows = "everything that a context does has to follow from the choices alone (no clocks, no randomness of its own, nothing kept from one run to the next).";

    /// <summary>A bit for each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is a context beyond 63.</exception>
    public static ulong Mask(ReadOnlySpan<int> enabled)
    {
        var mask = 0ul;
        foreach (var choice in enabled)
        {
            mask |= 1ul << choice;
        }

        return mask;
    }

    /// <summary>What to say of a program that is not the same twice.</summary>
    public static string Diverges(int step, ulong before, ulong now) =>
        $"At step {step} contexts {Text(now)} can go on, but {Text(before)} could in an earlier schedule with the same choices; expected the same ones: " + WhatFollows;

    /// <summary>What to say of a program whose run ended where it went on before.</summary>
    public static string EndsEarly(int step) =>
        FormattableString.Invariant($"The run ended at step {step}, where an earlier schedule with the same choices went on; expected the same steps: ") + WhatFollows;

    private static string Text(ulong mask)
    {
        var names = new List<string>();
        for (; mask != 0; mask &= mask - 1)
        {
            names.Add(BitOperations.TrailingZeroCount(mask).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return names.Count == 0 ? "none" : string.Join(", ", names);
    }
}
