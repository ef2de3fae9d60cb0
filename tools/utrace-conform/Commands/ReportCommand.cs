using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Commands;

/// <summary><c>report FILE</c>: a stored JSON Lines report as text; says whether the run was cut.</summary>
internal static class ReportCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "What run --report jsonl=FILE wrote" };
        var json = CommandContext.JsonOption("run");
        var command = new ConformCommand("report", "Read a stored report: what was tried, what failed, and whether the run was cut")
        {
            Examples =
            [
                ("utrace-conform report result.jsonl", "as run prints it"),
                ("utrace-conform report result.jsonl --json", "the totals"),
            ],
            Notes = "A report without a footer is of a run that was killed: its finished cases count, and the exit code is 3 (or 1 if one of them failed).",
        };
        command.Add(file);
        command.Add(json);
        command.SetAction(result =>
        {
            var name = result.GetRequiredValue(file);
            var report = Read(context.FullPath(name), name);
            var verdicts = report.ToResult();
            if (result.GetValue(json))
            {
                context.PrintJson(RunSummary.Of(verdicts));
            }
            else
            {
                RunText.Print(context.Host.Out, verdicts, ScenariosOf(verdicts, context.RootOf(result), name), report.Header.Seed);
            }

            if (report.Cut is { } why)
            {
                new Page(context.Host.Error).Line($"{name} was {why}");
            }

            return verdicts.ExitCode;
        });
        return command;
    }

    private static Report Read(string path, string name)
    {
        using var reader = new StringReader(Files.ReadText(path, "FILE"));
        try
        {
            return Report.Read(reader);
        }
        catch (ReportFormatException e)
        {
            throw new UserError(ExitCode.BadDocument, "not a report: " + e.Message, name, "what run --report jsonl=FILE writes", "name such a file");
        }
    }

    private static Dictionary<string, Scenario> ScenariosOf(CertifyResult result, string root, string name)
    {
        var known = ScenarioLibrary.Load(root).All.ToDictionary(s => s.Id, StringComparer.Ordinal);
        return result.Verdicts.FirstOrDefault(v => !known.ContainsKey(v.Case)) is { } stranger
            ? throw new UserError(
                ExitCode.BadDocument, $"a report on '{stranger.Case}', which is no scenario here", name, "a report of this repository's scenarios",
                "read it with the version of the kit that wrote it, or add --json")
            : known;
    }
}
