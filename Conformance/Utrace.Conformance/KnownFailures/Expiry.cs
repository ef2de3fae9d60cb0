using System.Globalization;

namespace Utrace.Conformance.KnownFailures;

/// <summary>
/// When an entry has to be looked at again: on a day, or with a version of the kit. Nothing here reads a clock: the day to compare with is given
/// (<c>--today</c>), or else the day on which this kit was released, so that the same kit, file and options always say the same.
/// </summary>
/// <param name="Day">The last day on which it counts; null where a version says it.</param>
/// <param name="Kit">The first version of the kit with which it no longer counts; null where a day says it.</param>
public sealed record Expiry(DateOnly? Day, Version? Kit)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Reads <c>2027-03-31</c> or <c>kit 0.2.0</c>; null where it is neither.</summary>
    public static Expiry? Parse(string text)
    {
        if (ParseDay(text) is { } day)
        {
            return new Expiry(day, null);
        }

        return text.StartsWith("kit ", StringComparison.Ordinal) && Versions.Parse(text[4..]) is { } kit ? new Expiry(null, kit) : null;
    }

    /// <summary>A day as <c>2027-03-31</c>; null where it is none.</summary>
    public static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Whether it is over.</summary>
    public bool IsOver(DateOnly today, Version kit) => Day is { } day ? today > day : Kit is { } version && kit >= version;

    /// <inheritdoc/>
    public override string ToString() => Day?.ToString(DayFormat, CultureInfo.InvariantCulture) ?? $"kit {Kit}";
}
