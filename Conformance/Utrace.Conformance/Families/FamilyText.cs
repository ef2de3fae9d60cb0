using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Utrace.Conformance.Exploration;

namespace Utrace.Conformance.Families;

/// <summary>
/// The explorations of a whole family as canonical text: LF, a line per case with its values, how many states and outcomes it has, and every
/// combination of results. What all cases answer alike stands once, at the head. The digest at the end of a line covers the whole outcome set,
/// callbacks and their order included, so that nothing changes unseen.
/// </summary>
public static class FamilyText
{
    private const int DigestDigits = 8;

    /// <summary>The text.</summary>
    /// <param name="family">The family.</param>
    /// <param name="explorations">What is known of each of its cases, in their order, outcomes included.</param>
    /// <exception cref="ArgumentException">The explorations are not those of the cases, one lacks its outcomes, or their scripts have different numbers of results.</exception>
    public static string Of(Family family, IReadOnlyList<ExplorationResult> explorations)
    {
        if (!family.Cases.Select(c => c.Id).SequenceEqual(explorations.Select(e => e.Scenario.Id), StringComparer.Ordinal))
        {
            throw new ArgumentException("The explorations are not those of the family's cases.", nameof(explorations));
        }

        if (explorations.FirstOrDefault(e => e.Outcomes is null) is { } blind)
        {
            throw new ArgumentException($"The exploration of {blind.Scenario.Id} lacks its outcomes.", nameof(explorations));
        }

        var results = explorations.Select(e => CaseResults.Of(e.Scenario, e.Outcomes!)).ToImmutableArray();
        var places = Places(results);
        var varying = Enumerable.Range(0, places.Length)
            .Where(p => results.SelectMany(r => r.Rows).Select(r => r[p]).Distinct(StringComparer.Ordinal).Skip(1).Any()).ToArray();

        var text = new StringBuilder();
        Line(text, $"family: {family.Id}");
        Line(text, $"hash: {Hash(family)}");
        Line(text, $"cases: {Number(family.Cases.Length)}");
        Line(text, $"states: {Number(explorations.Sum(e => e.States))}");
        Line(text, $"outcomes: {Number(explorations.Sum(e => e.Outcomes!.Count))}");
        Line(text, $"explored: {(explorations.All(e => e.IsComplete) ? "all" : "cut")}");
        for (var p = 0; p < places.Length; p++)
        {
            if (!varying.Contains(p))
            {
                Line(text, $"always: {places[p]} = {results[0].Rows.First()[p]}");
            }
        }

        Line(text, $"results: {string.Join(" / ", varying.Select(p => places[p]))}");
        Line(text, "");
        for (var n = 0; n < results.Length; n++)
        {
            Line(text, CaseLine(family.Cases[n].Id, explorations[n], Distinct(results[n], varying)));
        }

        return text.ToString();
    }

    /// <summary>The names of the results: where cases make different calls, the place among the results.</summary>
    private static ImmutableArray<string> Places(ImmutableArray<CaseResults> results)
    {
        var first = results[0].Places;
        if (results.FirstOrDefault(r => r.Places.Length != first.Length) is { } odd)
        {
            throw new ArgumentException($"One case has {first.Length} results, another {odd.Places.Length}.", nameof(results));
        }

        return [.. first.Select((p, n) => results.All(r => string.Equals(r.Places[n], p, StringComparison.Ordinal)) ? p : $"#{n + 1}")];
    }

    private static string CaseLine(string id, ExplorationResult e, IEnumerable<string> results)
    {
        var outcomes = e.Outcomes!;
        var cut = e.IsComplete ? "" : ", cut";
        return $"{id[(id.IndexOf('@', StringComparison.Ordinal) + 1)..].Replace("+", " x ", StringComparison.Ordinal)}: "
            + $"{Number(e.States)} states{cut}, {Number(outcomes.Count)} outcome{(outcomes.Count == 1 ? "" : "s")}: "
            + $"{string.Join(", ", results)} [{OutcomeText.Digest(outcomes)[..DigestDigits]}]";
    }

    private static IEnumerable<string> Distinct(CaseResults results, int[] varying) =>
        results.Rows.Select(r => string.Join('/', varying.Select(p => r[p]))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Hash(Family family)
    {
        var hashes = string.Concat(family.Cases.Select(c => c.Hash + "\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashes)))[..16];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
