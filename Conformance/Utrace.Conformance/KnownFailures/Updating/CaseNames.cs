using System.Collections.Immutable;
using Utrace.Conformance.Families;

namespace Utrace.Conformance.KnownFailures.Updating;

/// <summary>Cases in as few words as name them and nothing else.</summary>
internal static class CaseNames
{
    /// <summary>Families whose cases are all among them by their own id, the other cases one by one; in ordinal order.</summary>
    public static ImmutableArray<string> Of(IEnumerable<string> cases, IEnumerable<LibraryCase> library)
    {
        var wanted = cases.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. library.GroupBy(c => Family.IdOf(c.Id), StringComparer.Ordinal)
                .SelectMany(f => f.All(c => wanted.Contains(c.Id)) ? [f.Key] : f.Select(c => c.Id).Where(wanted.Contains))
                .Order(StringComparer.Ordinal),
        ];
    }
}
