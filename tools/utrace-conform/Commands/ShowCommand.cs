using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>show SCENARIO</c>: the story of a case.</summary>
internal static class ShowCommand
{
    private const int LabelWidth = 12;

    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var id = new Argument<string>("SCENARIO") { Description = "The id of a case, or a glob that means one" };
        var json = CommandContext.JsonOption("show");
        var command = new ConformCommand("show", "Tell the story of a scenario: why, guarantees, scripts, what may come out")
        {
            Examples = [("utrace-conform show 'resume/lost-resume@RESUME+quiesce'", "one case of a family")],
        };
        command.Add(id);
        command.Add(json);
        command.SetAction(result =>
        {
            var scenario = ScenarioLibrary.Load(context.RootOf(result)).Single(result.GetRequiredValue(id), "SCENARIO");
            var report = ScenarioStory.Of(scenario, context.Host.Cancel);
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

    private static void Print(ScenarioReport report, Page page)
    {
        page.Heading(report.Id);
        page.Prose(report.Title, 2);
        page.Blank();
        page.Field("why", report.Why, 2, LabelWidth);
        page.Field("file", report.File, 2, LabelWidth);
        page.Field("needs", string.Join(", ", report.Needs), 2, LabelWidth);
        page.Blank();
        page.Heading("Guarantees");
        foreach (var g in report.Guarantees)
        {
            page.Field(g.Id, $"{g.Level}. {g.Statement} ({g.Source})", 2, LabelWidth + 4);
        }

        page.Blank();
        page.Heading("Scripts");
        foreach (var line in Columns.Of([.. report.Scripts.Select(s => ($"{s.Kind} {s.Name}", s.Steps))], 2))
        {
            page.Line(line);
        }

        page.Blank();
        foreach (var engine in report.Engines)
        {
            PrintEngine(engine, page);
        }

        page.Heading("Expected");
        foreach (var e in report.Expectations)
        {
            page.Line($"  {e.Kind.PadRight(LabelWidth)}{e.What}{(e.After is null ? "" : $"  after  {e.After}")}  ({e.Guarantee})");
        }

        page.Line($"  {"outcomes".PadRight(LabelWidth)}{Outcomes(report.Outcomes)}");
    }

    private static void PrintEngine(EngineItem engine, Page page)
    {
        page.Heading($"Engine {engine.Name} on {engine.Thread}, " + (engine.Attached ? $"attached with {engine.Events}" : "not attached at first"));
        foreach (var callback in engine.Callbacks)
        {
            page.Line($"  {callback.When}: {string.Join("; ", callback.Does)}");
        }

        page.Line(engine.Callbacks.Count > 0 ? "  any other callback: return RESUME" : "  every callback: return RESUME");
        page.Blank();
    }

    private static string Outcomes(OutcomeItem o) =>
        $"{Counted.Of(o.Outcomes, "outcome")} over every interleaving of the model: {Counted.Of(o.States, "state")}, "
        + $"{Counted.Of(o.Transitions, "transition")}, depth {o.Depth}, {(o.Complete ? "nothing cut" : "cut")}";
}
