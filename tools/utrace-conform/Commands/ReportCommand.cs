using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>report FILE</c>: a stored JSON Lines report as text; says whether the run was cut.</summary>
internal static class ReportCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "What run --report jsonl=FILE wrote" };
        var json = CommandContext.JsonOption("run");
        var expectations = new ExpectationArguments();
        var command = new ConformCommand("report", "Read a stored report: what was tried, what failed, and whether the run was cut")
        {
            Examples =
            [
                ("utrace-conform report result.jsonl", "as run prints it"),
                ("utrace-conform report result.jsonl --json", "the totals"),
                ("utrace-conform report result.jsonl --expectations mine.yaml", "held against known failures, without another run"),
            ],
            Notes = "A report without a footer is of a run that was killed: its finished cases count, and the exit code is 3 (or 1 if one of them failed).",
        };
        command.Add(file);
        command.Add(json);
        expectations.AddTo(command);
        command.SetAction(result =>
        {
            var name = result.GetRequiredValue(file);
            var report = StoredReports.Read(context.FullPath(name), name);
            var library = ScenarioLibrary.Load(context.RootOf(result));
            var (files, today) = expectations.Read(result);
            var verdicts = report.ToResult();
            if (files.Count > 0)
            {
                verdicts = ExpectedRun.Of(files, today ?? report.Header.Today, library, report.Header.Adapters, context.FullPath)
                    .Apply(verdicts, ranAll: report.Header.Shard is null && string.Equals(report.Header.Scenarios, ReportWriter.HashOf(library.All), StringComparison.Ordinal));
            }

            if (result.GetValue(json))
            {
                context.PrintJson(RunSummary.Of(verdicts));
            }
            else
            {
                RunText.Print(context.Host.Out, verdicts, StoredReports.ScenariosOf(verdicts, library, name), report.Header.Seed);
            }

            if (report.Cut is { } why)
            {
                new Page(context.Host.Error).Line($"{name} was {why}");
            }

            return verdicts.ExitCode;
        });
        return command;
    }
}
