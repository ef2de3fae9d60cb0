using System.Globalization;

namespace Utrace.Conform.Documents;

/// <summary>Numbers with their noun.</summary>
internal static class Counted
{
    /// <summary><c>1 defect</c>, <c>1,234 defects</c>.</summary>
    public static string Of(long count, string noun, string? plural = null) =>
        count.ToString("N0", CultureInfo.InvariantCulture) + " " + (count == 1 ? noun : plural ?? noun + "s");
}
