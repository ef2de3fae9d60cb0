using System.Collections.Immutable;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Upgrading;

/// <summary>Tells apart what an earlier report and the present say: whether an implementation, a case, a guarantee or the kit has changed. Stateless.</summary>
public static class UpgradeRun
{
    /// <summary>Compares.</summary>
    /// <param name="then">The earlier report.</param>
    /// <param name="now">The verdicts now.</param>
    /// <param name="cut">Why the present is not whole; null where it is.</param>
    /// <param name="definitions">What this kit promises and tries.</param>
    /// <param name="scenarios">Its cases.</param>
    /// <param name="models">Their models: logs of the earlier report are judged anew where that decides.</param>
    public static UpgradeResult Of(
        Report then, IReadOnlyList<CaseVerdict> now, string? cut, KitDefinitions definitions, IReadOnlyList<Scenario> scenarios, ModelCache models)
    {
        var known = scenarios.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var guarantees = DefinitionChanges.OfGuarantees(then.Header.Definitions, definitions);
        var moved = guarantees?.Changed.ToHashSet(StringComparer.Ordinal) ?? [];
        var old = then.Cases.ToDictionary(c => (c.Case, c.Adapter));
        var present = now.ToDictionary(v => (v.Case, v.Adapter));
        var tried = then.Cases.Select(c => KitDefinitions.DocumentOf(c.Case)).ToHashSet(StringComparer.Ordinal);
        var apis = then.Header.Adapters.ToDictionary(a => a.Name, a => a.Api, StringComparer.Ordinal);
        var adapters = now.Select(v => v.Adapter).ToHashSet(StringComparer.Ordinal);
        var items = now.Select(v => old.TryGetValue((v.Case, v.Adapter), out var before) ? Both(before, v, moved, known.GetValueOrDefault(v.Case) is { } scenario ? () => models.Of(scenario, apis.GetValueOrDefault(v.Adapter)) : null) : OnlyNow(v, then.Header.Definitions, definitions, tried))
            .Concat(then.Cases.Where(c => !present.ContainsKey((c.Case, c.Adapter)) && adapters.Contains(c.Adapter)).Select(c => OnlyThen(c, known)));
        return new UpgradeResult(
            then.Header.Kit,
            KitRelease.Version,
            guarantees,
            DefinitionChanges.OfDocuments(then.Header.Definitions, definitions),
            [.. items.OfType<UpgradeItem>().OrderBy(i => i.Class).ThenBy(i => i.Case, StringComparer.Ordinal).ThenBy(i => i.Adapter, StringComparer.Ordinal)],
            then.Cut is { } why ? $"the earlier report is {why}" : cut);
    }

    private static UpgradeItem Both(ReportCase then, CaseVerdict now, HashSet<string> moved, Func<CaseModel>? model)
    {
        var isSameCase = string.Equals(then.Hash, now.Hash, StringComparison.Ordinal);
        ImmutableArray<string> definitions = [.. isSameCase ? (string[])[] : [now.Case], .. now.Tests.Where(moved.Contains)];
        var which = (Sort(then.Verdict), Sort(now.Kind)) switch
        {
            (Verdict.Skipped, Verdict.Skipped) => isSameCase ? UpgradeClass.Same : UpgradeClass.Changed,
            (Verdict.Skipped, _) => UpgradeClass.NotTriedThen,
            (Verdict.Passes, Verdict.Skipped) => UpgradeClass.Lost,
            (_, Verdict.Skipped) => UpgradeClass.Same,
            _ when !isSameCase => UpgradeClass.Changed,
            (Verdict.Undecided, _) or (_, Verdict.Undecided) => UpgradeClass.Undecided,
            (Verdict.Passes, Verdict.Fails) => WhyItFails(then, definitions, model),
            (Verdict.Fails, Verdict.Passes) => UpgradeClass.Fixed,
            (Verdict.Fails, _) => UpgradeClass.StillFailing,
            _ => UpgradeClass.Same,
        };
        return Item(which, now, then.Verdict, definitions);
    }

    /// <summary>The same case passed: its log of then, judged by this kit, says whether the implementation or the kit has changed.</summary>
    private static UpgradeClass WhyItFails(ReportCase then, ImmutableArray<string> definitions, Func<CaseModel>? model)
    {
        if (model is null || then.Evidence is not { Log.IsDefaultOrEmpty: false } evidence
            || LogParser.Parse(string.Concat(evidence.Log.Select(l => l + "\n")), then.Case).Log is not { } log)
        {
            return definitions.IsEmpty ? UpgradeClass.Regression : UpgradeClass.Changed;
        }

        return LogJudge.Of(model(), log, "").Kind is VerdictKind.Pass ? UpgradeClass.Regression : UpgradeClass.JudgedOtherwise;
    }

    private static UpgradeItem OnlyNow(CaseVerdict now, KitDefinitions? then, KitDefinitions definitions, HashSet<string> tried)
    {
        var document = KitDefinitions.DocumentOf(now.Case);
        if (then is null)
        {
            return Item(tried.Contains(document) ? UpgradeClass.Changed : UpgradeClass.New, now, null, []);
        }

        if (!then.Documents.TryGetValue(document, out var digest))
        {
            return Item(UpgradeClass.New, now, null, []);
        }

        // A document that grew by a case is another one; where none of it was tried then, the report cannot tell which of its cases are new.
        var isSame = string.Equals(digest, definitions.Documents.GetValueOrDefault(document), StringComparison.Ordinal);
        return Item(
            isSame ? UpgradeClass.NotTriedThen : tried.Contains(document) ? UpgradeClass.New : UpgradeClass.Changed, now, null, isSame ? [] : [document]);
    }

    private static UpgradeItem? OnlyThen(ReportCase then, Dictionary<string, Scenario> known) => known.ContainsKey(then.Case)
        ? null
        : new UpgradeItem(UpgradeClass.Removed, then.Case, then.Adapter, then.Verdict, null, [], [], null, null);

    private static UpgradeItem Item(UpgradeClass which, CaseVerdict now, VerdictKind? then, ImmutableArray<string> definitions) =>
        new(which, now.Case, now.Adapter, then, now.Kind, now.Blamed, definitions, now.Reason, now.IsFailure ? now.Repeat : null);

    private static Verdict Sort(VerdictKind kind) => kind switch
    {
        VerdictKind.Pass => Verdict.Passes,
        VerdictKind.Skipped => Verdict.Skipped,
        VerdictKind.Inconclusive => Verdict.Undecided,
        _ => Verdict.Fails,
    };

    private enum Verdict
    {
        Passes,
        Skipped,
        Undecided,
        Fails,
    }
}
