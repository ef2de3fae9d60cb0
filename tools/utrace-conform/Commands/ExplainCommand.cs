using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;

namespace Utrace.Conform.Commands;

/// <summary><c>explain GUARANTEE</c>: what is promised, where, and what in the kit tries it.</summary>
internal static class ExplainCommand
{
    private const int LabelWidth = 12;

    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var id = new Argument<string>("GUARANTEE") { Description = "Its id, like STOP-13" };
        var json = CommandContext.JsonOption("explain");
        var command = new ConformCommand("explain", "Show a guarantee: statement, source, freedom, and what tries it")
        {
            Examples = [("utrace-conform explain STOP-13", "the promise that nobody sleeps for ever")],
        };
        command.Add(id);
        command.Add(json);
        command.SetAction(result =>
        {
            var report = GuaranteeLookup.Report(Guarantees.Get(result.GetRequiredValue(id), "GUARANTEE"), context.RootOf(result));
            if (result.GetValue(json))
            {
                context.PrintJson(report);
            }
            else
            {
                Print(report, new Page(context.Host.Out));
            }

            return ExitCode.Conformant;
        });
        return command;
    }

    private static void Print(GuaranteeReport report, Page page)
    {
        page.Heading($"{report.Id}  {report.Level}, tier {report.Tier} ({TierText(report.Tier)}), {RacyText(report.Racy)}");
        page.Blank();
        page.Prose(report.Statement, 2);
        page.Blank();
        Field("source", report.Source);
        Field("meaning", string.Join("; ", TagsIn(report.Source)));
        Field("freedom", report.Freedom);
        Field("seen by", report.Check);
        Field("versions", report.Versions);
        Field("since", report.Since?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Field("until", report.Until?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Field("see also", string.Join(", ", report.See));
        foreach (var ruling in report.Rulings)
        {
            Field("ruling", $"{ruling.Id}: {ruling.Disagreement} Held here: {ruling.Decision}");
        }

        page.Blank();
        List("scenarios", report.Scenarios, report.Untested is null ? "no scenario names it" : "none can try it");
        Field("reason", report.Untested);
        List("monitors", report.Monitors, "no monitor of its own; the oracle judges it");
        List("rules", report.Rules, "no rule of the model is tagged with it");
        List("faults", report.Faults, "no fault breaks it");

        void Field(string label, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                page.Field(label, text, 2, LabelWidth);
            }
        }

        void List(string label, IReadOnlyList<string> items, string none)
        {
            page.Line($"  {label.PadRight(LabelWidth)}{(items.Count == 0 ? none : items[0])}");
            foreach (var item in items.Skip(1))
            {
                page.Line("  " + new string(' ', LabelWidth) + item);
            }
        }
    }

    private static IEnumerable<string> TagsIn(string source) =>
        SourceTags.All.Where(t => source.Contains(t.Tag.Split(':')[0], StringComparison.Ordinal)).Select(t => $"{t.Tag} is {t.Meaning}");

    private static string TierText(int tier) => (GuaranteeTier)tier switch
    {
        GuaranteeTier.Core => "the core",
        GuaranteeTier.Activity => "an activity of its own",
        GuaranteeTier.Signal => "signals",
        GuaranteeTier.Proposed => "proposed, behind a capability",
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };

    private static string RacyText(string racy) => racy switch
    {
        "no" => "decided every time",
        "window" => "decided in a particular window",
        _ => "decided by stress only",
    };
}
