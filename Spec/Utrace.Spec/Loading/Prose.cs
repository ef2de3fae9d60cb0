namespace Utrace.Spec.Loading;

/// <summary>Words for messages.</summary>
internal static class Prose
{
    /// <summary><c>a </c> or <c>an </c>, as it stands before a noun.</summary>
    public static string Article(string noun) => "aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an " : "a ";

    /// <summary><c>a, b or c</c>.</summary>
    public static string OneOf(IReadOnlyCollection<string> words) => words.Count switch
    {
        0 => "nothing",
        1 => words.First(),
        _ => string.Join(", ", words.SkipLast(1)) + " or " + words.Last(),
    };
}
