namespace Utrace.Spec;

/// <summary>Finds the valid word that a mistyped one was probably meant to be. Stateless.</summary>
public static class Nearest
{
    /// <summary>
    /// The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours; case does not count) to <paramref name="word"/>;
    /// null where even the nearest is more than a third of the word away. Of equals the first in ordinal order is taken.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, (word.Length + 2) / 3);
        string? best = null;
        foreach (var candidate in candidates.Order(StringComparer.Ordinal))
        {
            var distance = Distance(word, candidate);
            if (distance <= limit && distance < candidate.Length)
            {
                best = candidate;
                limit = distance - 1;
            }
        }

        return best;
    }

    /// <summary>Edit distance with swaps of neighbours, upper and lower case being equal.</summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var least = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = least;
            }
        }

        return rows[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
