using Utrace.Conform.Documents;
using Utrace.Conformance.Upgrading;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Rendering;

/// <summary>What became of everything since an earlier report: what got worse first, one line to look for last.</summary>
internal static class UpgradeText
{
    private const int Shown = 10;

    private static readonly (UpgradeClass Class, string Heading, bool IsListed)[] Sections =
    [
        (UpgradeClass.Regression, "REGRESSIONS: the same case passed, and its earlier log would still pass", true),
        (UpgradeClass.JudgedOtherwise, "JUDGED OTHERWISE: the same case passed, and this kit no longer accepts the earlier log either", true),
        (UpgradeClass.Lost, "LOST: passed then, skipped now", true),
        (UpgradeClass.Changed, "CHANGED DEFINITIONS: the case or a guarantee that it tests is another one now", false),
        (UpgradeClass.New, "NEW CASES", false),
        (UpgradeClass.NotTriedThen, "NOT TRIED THEN: the earlier kit had the case, the earlier report has no verdict on it", false),
        (UpgradeClass.Undecided, "UNDECIDED then or now", true),
        (UpgradeClass.StillFailing, "STILL FAILING", true),
        (UpgradeClass.Fixed, "FIXED", true),
        (UpgradeClass.Removed, "REMOVED: this kit has no such case", true),
    ];

    /// <summary>Prints it.</summary>
    public static void Print(Page page, UpgradeResult result, string name)
    {
        foreach (var (which, heading, isListed) in Sections)
        {
            var items = result.Items.Where(i => i.Class == which).ToList();
            if (items.Count == 0)
            {
                continue;
            }

            var failing = items.Count(i => i.Fails);
            page.Heading($"{heading}; {Counted.Of(items.Count, "case")}{(isListed ? "" : $", {failing} failing")}");
            Items(page, isListed ? items : items.FindAll(i => i.Fails));
            page.Blank();
        }

        Definitions(page, "guarantees", result.Guarantees, name);
        Definitions(page, "scenario documents", result.Documents, name);
        if (result.Cut is { } cut)
        {
            page.Line($"CUT: {cut}");
        }

        page.Line(Verdict(result), result.ExitCode == ExitCode.Conformant ? "green" : "bold red");
    }

    private static void Items(Page page, List<UpgradeItem> items)
    {
        foreach (var item in items.Take(Shown))
        {
            var blamed = item.Blamed.IsEmpty ? "" : $", breaks {string.Join(", ", item.Blamed)}";
            var definitions = item.Definitions.IsEmpty ? "" : $" (defined otherwise: {string.Join(", ", item.Definitions)})";
            page.Line($"  {item.Case} on {item.Adapter}: {Word(item.Then)} then, {Word(item.Now)} now{blamed}{definitions}");
            if (item.Repeat is { } repeat)
            {
                page.Line($"    repeat  {repeat}");
            }
        }

        if (items.Count > Shown)
        {
            page.Line($"  and {Counted.Of(items.Count - Shown, "more", "more")} (--json has them)");
        }
    }

    private static void Definitions(Page page, string what, DefinitionChanges? changes, string name)
    {
        if (changes is null)
        {
            page.Line($"{what}: {name} carries no definitions, so that changed ones cannot be told");
            return;
        }

        foreach (var (word, ids) in new[] { ("new", changes.Added), ("changed", changes.Changed), ("removed", changes.Removed) })
        {
            if (!ids.IsEmpty)
            {
                page.Line($"{what}, {word}: {ids.Length}, {string.Join(", ", ids.Take(Shown))}{(ids.Length > Shown ? FormattableString.Invariant($" and {ids.Length - Shown} more") : "")}");
            }
        }
    }

    private static string Word(VerdictKind? kind) => kind is { } k ? k.ToString().ToLowerInvariant() : "no verdict";

    private static string Verdict(UpgradeResult r)
    {
        var word = r.ExitCode switch
        {
            ExitCode.Violation => "WORSE",
            ExitCode.StaleExpectation => "not answered for",
            ExitCode.Inconclusive => "inconclusive",
            _ => "nothing got worse",
        };
        return FormattableString.Invariant(
            $"upgrade: {word}; kit {r.From} to {r.To}: {r.Count(UpgradeClass.Regression)} regressions, {r.Count(UpgradeClass.JudgedOtherwise)} judged otherwise, {r.Count(UpgradeClass.Lost)} lost, ")
            + FormattableString.Invariant($"{r.Count(UpgradeClass.Changed)} changed ({r.Count(UpgradeClass.Changed, true)} failing), {r.Count(UpgradeClass.New)} new ({r.Count(UpgradeClass.New, true)} failing), ")
            + FormattableString.Invariant($"{r.Count(UpgradeClass.Removed)} removed, {r.Count(UpgradeClass.StillFailing)} still failing, {r.Count(UpgradeClass.Fixed)} fixed, {r.Count(UpgradeClass.Same)} the same");
    }
}
