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

    /// <summary>Whether a case of this family could be meant, whatever its parameters: false only where none is, so that its document need not be read.</summary>
    public bool CanFitCaseOf(string family)
    {
        var literal = pattern.IndexOfAny(['*', '?']) is var wild and >= 0 ? pattern[..wild] : pattern;
        return family.StartsWith(literal, StringComparison.Ordinal) || literal.StartsWith(family + "@", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => pattern;
}
