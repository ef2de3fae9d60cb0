using System.Globalization;

namespace Utrace.Conformance.KnownFailures;

/// <summary>Versions of adapters and of the kit: numbers joined by dots; what stands behind them (<c>-rc1</c>, <c>+abc</c>) does not count. Stateless.</summary>
public static class Versions
{
    /// <summary>The version of a text, missing parts being 0; null where it does not begin with a number.</summary>
    public static Version? Parse(string text)
    {
        var numbers = text.Split(['-', '+', ' '], 2)[0].TrimStart('v').Split('.');
        if (numbers.Length > 4)
        {
            return null;
        }

        var parts = new int[4];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out parts[i]))
            {
                return null;
            }
        }

        return numbers.Length > 3 ? new Version(parts[0], parts[1], parts[2], parts[3]) : new Version(parts[0], parts[1], parts[2]);
    }
}
