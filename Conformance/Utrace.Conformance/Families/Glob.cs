using System.Text.RegularExpressions;

namespace Utrace.Conformance.Families;

/// <summary>A pattern over names: <c>*</c> is any run of characters, <c>?</c> is one. Immutable and thread-safe.</summary>
public sealed class Glob(string pattern)
{
    private readonly Regex _whole = new(
        "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Whether a whole name fits.</summary>
    public static bool IsMatch(string glob, string name) => new Glob(glob).Fits(name);

    /// <summary>Whether a whole name fits.</summary>
    public bool Fits(string name) => _whole.IsMatch(name);

    /// <summary>Whether a case is meant: its id, or the id of its family, fits.</summary>
    public bool FitsCase(string caseId) => Fits(caseId) || Fits(Family.IdOf(caseId));

    /// <inheritdoc/>
    public override string ToString() => pattern;
}
