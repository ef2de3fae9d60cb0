using System.Collections.Immutable;
using Utrace.Conformance.Families;
using Utrace.Conformance.Verdicts;
using Utrace.Spec;
using Utrace.Spec.Guarantees;

namespace Utrace.Conformance.KnownFailures;

/// <summary>What is wrong with an entry whatever a run gives: it has expired, it is too wide, it means nothing. Stateless.</summary>
internal static class EntryCheck
{
    /// <summary>The problems, in the order of the entry's text.</summary>
    public static IEnumerable<ExpectationProblem> Of(ExpectationEntry entry, ExpectationContext context)
    {
        foreach (var problem in entry.Target is CaseTarget ? OfCases(entry.Target, context) : OfGuarantees(entry.Target, context))
        {
            yield return problem;
        }

        if (entry.Expires.IsOver(context.Today, context.Kit))
        {
            yield return new ExpectationProblem(
                ExpectationProblemKind.Expired,
                entry.ExpiresAt.ToString(),
                $"the entry has expired: {entry.Expires}",
                entry.Expires.Day is null
                    ? $"a version of the kit after {context.Kit}, which this is"
                    : FormattableString.Invariant($"a day from {context.Today:yyyy-MM-dd}, which expiry is compared with"),
                $"see {entry.Link}: repair the implementation and remove the entry, or give it a new expiry");
        }
    }

    private static IEnumerable<ExpectationProblem> OfCases(EntryTarget target, ExpectationContext context)
    {
        var meant = new HashSet<LibraryCase>();
        foreach (var pattern in target.Patterns)
        {
            var glob = new Glob(pattern.Text);
            var cases = context.Library.Where(c => c.IsMeant(glob)).ToList();
            meant.UnionWith(cases);
            if (cases.Count == 0)
            {
                var near = Nearest.Of(pattern.Text, context.Library.SelectMany(c => new[] { c.Id, Family.IdOf(c.Id) }).Distinct(StringComparer.Ordinal));
                yield return new ExpectationProblem(
                    ExpectationProblemKind.Unmatched,
                    pattern.Source.ToString(),
                    $"no case matches '{pattern.Text}'" + (near is null ? "" : $"; did you mean '{near}'?"),
                    $"the id of one of the {context.Library.Length} cases or of their families, or a glob over them",
                    "correct the pattern, or remove it");
            }
        }

        var areas = meant.Select(c => c.Area).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (areas.Count > 1 || (meant.Count > 1 && meant.Count == context.Library.Length))
        {
            yield return TooWide(
                target,
                areas.Count > 1 ? $"{Number(meant.Count)} cases of {areas.Count} areas: {Some(areas)}" : $"every case, {Number(meant.Count)} of {Number(context.Library.Length)}",
                "cases of one area, and not all that exist");
        }
    }

    private static IEnumerable<ExpectationProblem> OfGuarantees(EntryTarget target, ExpectationContext context)
    {
        var globs = target.Patterns.Select(p => new Glob(p.Text)).ToList();
        var meant = GuaranteeCatalogue.All.Where(g => globs.Exists(p => p.Fits(g.Id))).ToList();
        var areas = meant.Select(g => g.Area).Distinct(StringComparer.Ordinal).ToList();
        if (areas.Count > 1)
        {
            yield return TooWide(target, $"{meant.Count} guarantees of {areas.Count} areas: {Some(areas)}", "guarantees of one area");
        }

        foreach (var pattern in target.Patterns)
        {
            var glob = new Glob(pattern.Text);
            if (!context.Library.Any(c => c.Tests.Any(glob.Fits)))
            {
                yield return new ExpectationProblem(
                    ExpectationProblemKind.Unmatched, pattern.Source.ToString(), $"no case tests '{pattern.Text}'", "guarantees that a case tests", "correct the pattern, or remove it");
            }
        }
    }

    private static ExpectationProblem TooWide(EntryTarget target, string means, string expected) => new(
        ExpectationProblemKind.TooWide,
        target.Patterns[0].Source.ToString(),
        $"the entry is too wide: {string.Join(", ", target.Patterns.Select(p => $"'{p.Text}'"))} means {means}",
        expected,
        "write an entry for each defect, so that another one cannot hide behind it");

    private static string Some(List<string> words) => string.Join(", ", words.Take(4)) + (words.Count > 4 ? ", ..." : "");

    private static string Number(int n) => n.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
