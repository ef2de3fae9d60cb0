using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Reports;

/// <summary>
/// What a kit promises and tries, as digests: what a later kit needs to tell a new case from a changed one. Part of the header of every report, whatever cases were picked.
/// </summary>
public sealed record KitDefinitions
{
    /// <summary>The guarantees.</summary>
    [Description("Digest of every guarantee by id: of its level, statement, freedom, check and API versions.")]
    public required IReadOnlyDictionary<string, string> Guarantees { get; init; }

    /// <summary>The scenario documents.</summary>
    [Description("Digest of every scenario document by id: of the ids and content hashes of its cases.")]
    public required IReadOnlyDictionary<string, string> Documents { get; init; }

    /// <summary>The digests of a catalogue and all cases of a kit.</summary>
    public static KitDefinitions Of(IEnumerable<Guarantee> guarantees, IEnumerable<Scenario> scenarios) => new()
    {
        Guarantees = Sorted(guarantees.Select(g => (g.Id, DigestOf(g)))),
        Documents = Sorted(scenarios.GroupBy(s => DocumentOf(s.Id), StringComparer.Ordinal).Select(d => (d.Key, ReportWriter.HashOf(d)))),
    };

    /// <summary>The document that a case is of.</summary>
    public static string DocumentOf(string caseId) => caseId.Split('@')[0];

    /// <summary>What makes a guarantee another one; where it is written, and what is said about it, does not.</summary>
    public static string DigestOf(Guarantee g) => Digest(string.Create(
        CultureInfo.InvariantCulture, $"{g.Id}\n{g.Level}\n{g.Statement}\n{g.Open}\n{g.Check}\n{g.Since}\n{g.Until}"));

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static SortedDictionary<string, string> Sorted(IEnumerable<(string Id, string Digest)> digests) =>
        new(digests.ToDictionary(d => d.Id, d => d.Digest, StringComparer.Ordinal), StringComparer.Ordinal);
}
