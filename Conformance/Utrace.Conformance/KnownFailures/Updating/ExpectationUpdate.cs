using System.Collections.Immutable;
using Utrace.Conformance.Families;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Loading;
using Utrace.Spec.Loading.Yaml;

namespace Utrace.Conformance.KnownFailures.Updating;

/// <summary>Changes the text of an expectation file into what a run shows; everything else in it, comments and order too, stays as it is.</summary>
public sealed class ExpectationUpdate
{
    private readonly DocumentLines _lines;
    private readonly ExpectationFile _file;
    private readonly CertifyResult _result;
    private readonly ExpectationContext _context;
    private readonly YamlEntry _list;
    private readonly Stack<string> _changes = new();

    private ExpectationUpdate(string text, ExpectationFile file, CertifyResult result, ExpectationContext context, bool ranAll)
    {
        var document = (YamlMap)YamlDocumentReader.Read(text, file.File, new DefectList(), "expectation file")!;
        _lines = new DocumentLines(text);
        _file = file;
        _context = context;
        _list = document.Find("entries")!;
        _result = new ExpectationJudge([file], context).Apply(
            result with { Verdicts = [.. result.Verdicts.Where(v => string.Equals(v.Adapter, file.Adapter, StringComparison.Ordinal))] }, ranAll);
    }

    /// <summary>The proposal.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">The same, loaded.</param>
    /// <param name="result">A complete run without an inconclusive case; cases that it lacks are left alone.</param>
    /// <param name="context">What patterns are held against.</param>
    /// <param name="words">What new entries say.</param>
    /// <param name="ranAll">Whether every case that exists was planned.</param>
    public static ExpectationProposal Propose(
        string text, ExpectationFile file, CertifyResult result, ExpectationContext context, NewEntryWords words, bool ranAll)
    {
        var plain = text.TrimStart('\ufeff').ReplaceLineEndings("\n");
        return new ExpectationUpdate(plain, file, result, context, ranAll).Make(words);
    }

    /// <summary>Whether the entries are written one below the other: only then can they be changed one by one.</summary>
    public static bool CanChange(string text, ExpectationFile file) =>
        YamlDocumentReader.Read(text.TrimStart('\ufeff').ReplaceLineEndings("\n"), file.File, new DefectList(), "expectation file") is YamlMap document
        && document["entries"] is YamlList list && list.Items.All(i => i.Mark.Line > list.Mark.Line || i.Mark.Column - list.Mark.Column > 1);

    private ExpectationProposal Make(NewEntryWords words)
    {
        var added = Added(words);
        var nodes = _list.Value.Items();
        var kept = nodes.Length;
        if (added.Count > 0 && nodes.Length > 0)
        {
            _lines.InsertBehind(_lines.LastLine(nodes[^1], null), added.SelectMany(e => e.Lines(_lines.DashIndent(nodes[^1]))));
        }

        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            kept -= Change(_file.Entries[i], (YamlMap)nodes[i], i + 1 < nodes.Length ? nodes[i + 1] : null) ? 1 : 0;
        }

        if (kept == 0 && added.Count == 0 && nodes.Length > 0)
        {
            _lines.SetBehind(_list.Key, " []");
        }
        else if (nodes.Length == 0 && added.Count > 0)
        {
            _lines.SetBehind(_list.Key, "");
            _lines.InsertBehind(_list.Key.Mark.Line, added.SelectMany(e => e.Lines(2)));
        }

        return new ExpectationProposal(_lines.ToString(), [.. _changes, .. added.Select(a => a.Why)], added.Count);
    }

    /// <summary>Changes one entry; true where it is gone.</summary>
    private bool Change(ExpectationEntry entry, YamlMap node, YamlNode? next)
    {
        var place = entry.Source;
        if (entry.Target is GuaranteeTarget)
        {
            var isStale = _result.Problems.Any(p => p.Kind is ExpectationProblemKind.UnexpectedPass && string.Equals(p.Where, place.ToString(), StringComparison.Ordinal));
            if (isStale)
            {
                _lines.Remove(node, next);
                _changes.Push($"{place}: removed, no case fails so any more");
            }

            return isStale;
        }

        var own = _result.Verdicts.Where(v => IsOf(v, place.ToString())).ToList();
        var changed = own.Where(v => v.Expectation!.Match is ExpectationMatch.OtherSignature).ToList();
        var leaving = own.Where(v => v.Expectation!.Match is ExpectationMatch.UnexpectedPass).Select(v => v.Case).ToHashSet(StringComparer.Ordinal);
        if (StaysTrue(entry))
        {
            leaving.UnionWith(changed.Select(v => v.Case));
            changed.Clear();
        }

        var means = CasesOf(entry);
        if (means.IsSubsetOf(leaving))
        {
            _lines.Remove(node, next);
            _changes.Push($"{place}: removed, {(means.Count == 0 ? "it means no case" : "no case of it fails so any more")}");
            return true;
        }

        var last = _lines.LastLine(node, next);
        var edits = new List<(int Line, Action Make)>();
        if (leaving.Count > 0 || entry.Target.Patterns.Any(p => CasesOf(p).Count == 0))
        {
            edits.Add((node.Find("cases")!.Key.Mark.Line, () => Narrow(entry, node, last, leaving)));
            _changes.Push($"{place}: narrowed, {(leaving.Count == 0 ? "a pattern means no case" : $"{Count(leaving.Count)} no longer fail{(leaving.Count == 1 ? "s" : "")} so")}");
        }

        if (changed.Count > 0)
        {
            List<string> failures = [.. changed.Select(v => FailureSignature.Of(v).ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            edits.Add((node.Find("failure")!.Key.Mark.Line, () => Edit(node, "failure", last, failures)));
            _changes.Push($"{place}: another failure in {Count(changed.Count)}, {string.Join(" or ", failures)}");
        }

        // The lower one first: the marks of the upper one still hold then.
        foreach (var (_, make) in edits.OrderByDescending(e => e.Line))
        {
            make();
        }

        return false;
    }

    /// <summary>
    /// Whether the failure of an entry is still seen, or cases of it were not run. Then what fails otherwise gets an entry of its own; else the failure of this one is another.
    /// </summary>
    private bool StaysTrue(ExpectationEntry entry)
    {
        var own = _result.Verdicts.Where(v => IsOf(v, entry.Source.ToString())).ToList();
        return own.Exists(v => v.IsExpectedFailure) || CasesOf(entry).Count > own.Count;
    }

    private HashSet<string> CasesOf(ExpectationEntry entry) => entry.Target.Patterns.SelectMany(CasesOf).ToHashSet(StringComparer.Ordinal);

    private void Narrow(ExpectationEntry entry, YamlMap node, int last, HashSet<string> leaving)
    {
        var key = node.Find("cases")!;
        var written = entry.Target.Patterns.Select(p => (p.Source, New: Remaining(p, leaving))).ToList();
        if (key.Value is YamlList list && list.Items.All(i => i.Mark.Line > key.Key.Mark.Line) && list.Items.Select(i => i.Mark.Line).Distinct().Count() == list.Items.Length)
        {
            for (var i = list.Items.Length - 1; i >= 0; i--)
            {
                if (written[i].New is { } names)
                {
                    _lines.ReplaceItem(list.Items[i], names);
                }
            }

            return;
        }

        Edit(node, "cases", last, [.. entry.Target.Patterns.Zip(written).SelectMany(p => p.Second.New ?? [YamlText.Flow(p.First.Text)])]);
    }

    /// <summary>The names that take the place of a pattern; null where it stays.</summary>
    private List<string>? Remaining(Pattern pattern, HashSet<string> leaving)
    {
        var cases = CasesOf(pattern);
        return cases.Count > 0 && !cases.Overlaps(leaving) ? null : [.. CaseNames.Of(cases.Except(leaving, StringComparer.Ordinal), _context.Library).Select(YamlText.Flow)];
    }

    private HashSet<string> CasesOf(Pattern pattern)
    {
        var glob = new Glob(pattern.Text);
        return _context.Library.Where(c => c.IsMeant(glob)).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
    }

    private void Edit(YamlMap node, string name, int last, IReadOnlyList<string> values)
    {
        var index = node.Entries.ToList().FindIndex(e => string.Equals(e.Key.Value, name, StringComparison.Ordinal));
        var end = index + 1 < node.Entries.Length ? node.Entries[index + 1].Key.Mark.Line - 1 : last;
        _lines.Replace(node.Entries[index], end, values);
    }

    /// <summary>Entries for what fails and is in none: one for a signature in an area.</summary>
    private List<AddedEntry> Added(NewEntryWords words)
    {
        var places = _file.Entries.Where(e => e.Target is CaseTarget && StaysTrue(e)).Select(e => e.Source.ToString()).ToHashSet(StringComparer.Ordinal);
        var news = _result.Verdicts.Where(v => v.IsFailure && (v.Expectation is null
            || (v.Expectation.Match is ExpectationMatch.OtherSignature && places.Contains(v.Expectation.Entry))));
        return
        [
            .. news.GroupBy(v => (Signature: FailureSignature.Of(v), Area: v.Case.Split('/')[0]))
                .OrderBy(g => g.Key.Area, StringComparer.Ordinal).ThenBy(g => g.Min(v => v.Case), StringComparer.Ordinal)
                .Select(g => new AddedEntry(CaseNames.Of(g.Select(v => v.Case), _context.Library), g.Key.Signature, words)),
        ];
    }

    private static bool IsOf(CaseVerdict verdict, string place) => string.Equals(verdict.Expectation?.Entry, place, StringComparison.Ordinal);

    private static string Count(int cases) => cases == 1 ? "1 case" : FormattableString.Invariant($"{cases} cases");
}
