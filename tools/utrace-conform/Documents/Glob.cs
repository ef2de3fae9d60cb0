using System.Text.RegularExpressions;

namespace Utrace.Conform.Documents;

/// <summary>Patterns over names: <c>*</c> is any run of characters, <c>?</c> is one. Stateless.</summary>
internal static class Glob
{
    /// <summary>Whether a whole name fits.</summary>
    public static bool IsMatch(string glob, string name) => Regex.IsMatch(
        name,
        "^" + Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
