using System.Collections.Frozen;
using System.Collections.Immutable;
using Utrace.Conformance.Families;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.KnownFailures;

/// <summary>
/// Holds verdicts against expectation files. Known failures are run like all other cases; what comes out differently than its entry says is a problem.
/// Immutable and thread-safe.
/// </summary>
public sealed class ExpectationJudge
{
    private const int Named = 3;

    private readonly ImmutableArray<Rule> _rules;
    private readonly ExpectationContext _context;
    private readonly Dictionary<string, ReportAdapter> _adapters;

    /// <summary>Makes a judge of some files, at most one per implementation.</summary>
    public ExpectationJudge(IEnumerable<ExpectationFile> files, ExpectationContext context)
    {
        _context = context;
        _rules = [.. files.SelectMany(f => f.Entries.Select(e => Rule.Of(f, e, context)))];
        _adapters = context.Adapters.DistinctBy(a => a.Name, StringComparer.Ordinal).ToDictionary(a => a.Name, StringComparer.Ordinal);
    }

    /// <summary>What can be said without a run.</summary>
    public IEnumerable<ExpectationProblem> StaticProblems => _rules.SelectMany(r => EntryCheck.Of(r.Entry, _context));

    /// <summary>The verdict with what its entry says of it; an earlier mark is replaced.</summary>
    public CaseVerdict Mark(CaseVerdict verdict) => verdict with { Expectation = Of(verdict) };

    /// <summary>The result with every verdict marked, and with all problems in the order of the files.</summary>
    /// <param name="result">The result of a run.</param>
    /// <param name="ranAll">Whether every case that exists was planned: only then can an entry about guarantees be stale.</param>
    public CertifyResult Apply(CertifyResult result, bool ranAll)
    {
        ImmutableArray<CaseVerdict> marked = [.. result.Verdicts.Select(Mark)];
        return result with { Verdicts = marked, Problems = [.. _rules.SelectMany(r => ProblemsOf(r, marked, ranAll && result.IsComplete))] };
    }

    private CaseExpectation? Of(CaseVerdict verdict)
    {
        if (verdict.Kind is VerdictKind.Skipped or VerdictKind.Inconclusive)
        {
            return null;
        }

        var about = _rules.FirstOrDefault(r => r.Entry.Target is CaseTarget && IsAbout(r, verdict));
        if (!verdict.IsFailure)
        {
            return about is null ? null : Marked(about.Entry, ExpectationMatch.UnexpectedPass);
        }

        var signature = FailureSignature.Of(verdict);
        return _rules.FirstOrDefault(r => IsAbout(r, verdict) && r.Entry.Failures.Contains(signature)) is { } expected ? Marked(expected.Entry, ExpectationMatch.ExpectedFailure)
            : about is null ? null
            : Marked(about.Entry, ExpectationMatch.OtherSignature);
    }

    private IEnumerable<ExpectationProblem> ProblemsOf(Rule rule, ImmutableArray<CaseVerdict> verdicts, bool ranAll)
    {
        foreach (var problem in EntryCheck.Of(rule.Entry, _context))
        {
            yield return problem;
        }

        var about = verdicts.Where(v => IsAbout(rule, v)).ToList();
        foreach (var problem in rule.Entry.Target is CaseTarget ? OfCases(rule, about) : OfGuarantees(rule, about, ranAll))
        {
            yield return problem;
        }
    }

    private IEnumerable<ExpectationProblem> OfCases(Rule rule, List<CaseVerdict> about)
    {
        var entry = rule.Entry;
        if (about.Count > 0 && about.TrueForAll(v => v.Kind is VerdictKind.Skipped))
        {
            yield return new ExpectationProblem(
                ExpectationProblemKind.Unmatched, entry.Source.ToString(), $"every case of the entry is skipped: {about[0].Case} on {about[0].Adapter}, {about[0].Reason}",
                "a case that is run", "remove the entry");
        }

        if (about.FirstOrDefault(v => First(v) is { } first && first != rule) is { } twice)
        {
            yield return new ExpectationProblem(
                ExpectationProblemKind.Overlap, entry.Source.ToString(), $"{twice.Case} is also a case of the entry at {First(twice)!.Entry.Source}",
                "one entry for a case", "take it out of one of them; of several failures of a case, one entry lists them all");
        }

        var own = about.Where(v => string.Equals(v.Expectation?.Entry, entry.Source.ToString(), StringComparison.Ordinal)).ToList();
        foreach (var group in own.Where(v => v.Expectation!.Match is ExpectationMatch.OtherSignature).GroupBy(FailureSignature.Of))
        {
            yield return new ExpectationProblem(
                ExpectationProblemKind.OtherSignature, entry.Source.ToString(),
                $"{Cases(group)} fail{(group.Count() == 1 ? "s" : "")} in another way: {group.Key}",
                string.Join(" or ", entry.Failures),
                $"find out whether this is another defect; then {Update(rule)} proposes the change");
        }

        var passed = own.Where(v => v.Expectation!.Match is ExpectationMatch.UnexpectedPass).ToList();
        if (passed.Count > 0)
        {
            yield return new ExpectationProblem(
                ExpectationProblemKind.UnexpectedPass, entry.Source.ToString(),
                $"{Cases(passed)} pass{(passed.Count == 1 ? "es" : "")}",
                string.Join(" or ", entry.Failures),
                $"see whether {entry.Link} is done; then {Update(rule)} proposes what to remove");
        }
    }

    private static IEnumerable<ExpectationProblem> OfGuarantees(Rule rule, List<CaseVerdict> about, bool ranAll)
    {
        var entry = rule.Entry;
        if (ranAll && about.Count > 0 && !about.Exists(v => v.Kind is VerdictKind.Inconclusive)
            && !about.Exists(v => string.Equals(v.Expectation?.Entry, entry.Source.ToString(), StringComparison.Ordinal)))
        {
            yield return new ExpectationProblem(
                ExpectationProblemKind.UnexpectedPass, entry.Source.ToString(),
                $"none of the {about.Count} cases that test {string.Join(", ", entry.Target.Patterns.Select(p => p.Text))} fails so any more",
                string.Join(" or ", entry.Failures),
                $"see whether {entry.Link} is done; then {Update(rule)} proposes what to remove");
        }
    }

    private Rule? First(CaseVerdict verdict) => _rules.FirstOrDefault(r => r.Entry.Target is CaseTarget && IsAbout(r, verdict));

    private bool IsAbout(Rule rule, CaseVerdict verdict) =>
        string.Equals(rule.File.Adapter, verdict.Adapter, StringComparison.Ordinal)
        && rule.Entry.When.Holds(Facts(verdict))
        && (rule.Entry.Target is CaseTarget
            ? rule.Cases.Contains(verdict.Case)
            : verdict.Tests.Concat(verdict.Blamed).Any(id => rule.Globs.Any(g => g.Fits(id))));

    private ConditionFacts Facts(CaseVerdict verdict) => _adapters.GetValueOrDefault(verdict.Adapter) is { } adapter
        ? new ConditionFacts(adapter.Version, adapter.Api, verdict.Tier)
        : new ConditionFacts("", 0, verdict.Tier);

    private static CaseExpectation Marked(ExpectationEntry entry, ExpectationMatch match) => new(match, entry.Source.ToString(), entry.Reason, entry.Link);

    private static string Update(Rule rule) => $"'utrace-conform expect --update {rule.File.File}'";

    private static string Cases(IEnumerable<CaseVerdict> verdicts)
    {
        var ids = verdicts.Select(v => v.Case).ToList();
        return string.Join(", ", ids.Take(Named)) + (ids.Count > Named ? FormattableString.Invariant($" and {ids.Count - Named} more") : "");
    }

    /// <summary>An entry with what its patterns mean: the cases, or globs over guarantees.</summary>
    private sealed record Rule(ExpectationFile File, ExpectationEntry Entry, FrozenSet<string> Cases, ImmutableArray<Glob> Globs)
    {
        public static Rule Of(ExpectationFile file, ExpectationEntry entry, ExpectationContext context)
        {
            ImmutableArray<Glob> globs = [.. entry.Target.Patterns.Select(p => new Glob(p.Text))];
            var cases = entry.Target is CaseTarget ? context.Library.Where(c => globs.Any(c.IsMeant)).Select(c => c.Id) : [];
            return new Rule(file, entry, cases.ToFrozenSet(StringComparer.Ordinal), globs);
        }
    }
}
