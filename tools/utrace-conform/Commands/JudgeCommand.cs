using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Commands;

/// <summary><c>judge LOG|DIRECTORY</c>: stored logs are held against the model.</summary>
internal static class JudgeCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var log = new Argument<string>("LOG") { Description = "A file with an event log, as text or as JSON Lines; or a directory of them" };
        var scenario = new Option<string?>("--scenario") { Description = "Which case it is a log of (default: what its header says)", HelpName = "ID" };
        var json = new Option<bool>("--json")
        {
            Description = $"Print JSON (its schema: {ConformCommandLine.ProgramName} schema judge, for a directory judge-directory)",
        };
        var command = new ConformCommand("judge", "Judge stored logs: are they ones that the model explains?")
        {
            Examples =
            [
                ("utrace-conform judge my.log --scenario 'resume/lost-resume@RESUME+entry'", "a log without a header"),
                ("utrace-conform judge my.log --json", "a log that names its scenario"),
                ("utrace-conform judge logs/", "every .log, .txt and .jsonl below a directory, a line each"),
            ],
            Notes = """
                Of a directory every file is judged, broken ones are told and stop nothing, and the exit code is the worst: illegal, then broken, then inconclusive.
                Exit codes: 0 legal, 1 illegal, 3 cut off but legal so far, 64 no such scenario, 65 not a log, 66 the file cannot be read.
                """,
        };
        command.Add(log);
        command.Add(scenario);
        command.Add(json);
        command.SetAction(result =>
        {
            var shown = result.GetRequiredValue(log);
            var path = context.FullPath(shown);
            var given = result.GetValue(scenario);
            return Directory.Exists(path)
                ? Folder(context, path, shown, new JudgedLogs(ScenarioLibrary.Load(context.RootOf(result)), given), result.GetValue(json))
                : Single(context, LogFiles.Read(path, shown), shown, () => new JudgedLogs(ScenarioLibrary.Load(context.RootOf(result)), given), result.GetValue(json));
        });
        return command;
    }

    private static int Single(CommandContext context, EventLog log, string shown, Func<JudgedLogs> judge, bool json)
    {
        var (verdict, scenario) = judge().Judge(log, shown);
        if (json)
        {
            context.PrintJson(verdict);
        }
        else
        {
            Print(context, verdict, scenario, log);
        }

        return ExitCode.Of([verdict.Kind], isComplete: true);
    }

    private static int Folder(CommandContext context, string directory, string shown, JudgedLogs judge, bool json)
    {
        var (files, others) = JudgedLogs.Find(directory, shown);
        var page = new Page(context.Host.Out);
        var judged = new List<JudgedFile>(files.Count);
        LongJob.Run(context.Host.Error, "judging", files.Count, step =>
        {
            foreach (var file in files.AsParallel().AsOrdered().WithCancellation(context.Host.Cancel)
                .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(f => judge.Judge(directory, f)))
            {
                judged.Add(file);
                if (!json)
                {
                    JudgeText.Print(page, file);
                }

                step(file.File);
            }
        });
        var report = new JudgeReport(
            Count(JudgedKind.Legal), Count(JudgedKind.Illegal), Count(JudgedKind.Inconclusive), Count(JudgedKind.Broken), others, judged);
        if (json)
        {
            context.PrintJson(report);
        }
        else
        {
            context.Line(JudgeText.Summary(report));
        }

        return judged.Max(f => f.Kind) switch
        {
            JudgedKind.Legal => ExitCode.Conformant,
            JudgedKind.Inconclusive => ExitCode.Inconclusive,
            JudgedKind.Broken => ExitCode.BadDocument,
            _ => ExitCode.Violation,
        };

        int Count(JudgedKind kind) => judged.Count(f => f.Kind == kind);
    }

    private static void Print(CommandContext context, CaseVerdict verdict, Scenario scenario, EventLog log)
    {
        var page = new Page(context.Host.Out);
        if (JudgedLogs.WarningOf(log, scenario) is { } warning)
        {
            page.Line("warning: " + warning);
        }

        if (verdict.Kind is not VerdictKind.Pass)
        {
            VerdictText.Print(page, verdict, scenario);
        }

        var figures = verdict.Exploration is { } e ? $" ({Counted.Of(e.States, "state")} of the model{(e.IsComplete ? "" : ", cut")})" : "";
        page.Line(verdict.Kind switch
        {
            VerdictKind.Pass => $"judge: legal, {Counted.Of(log.Lines.Length, "line")} of {scenario.Id}{figures}",
            VerdictKind.Inconclusive => $"judge: inconclusive, {verdict.Reason}",
            _ => $"judge: NOT legal, breaks {string.Join(", ", verdict.Blamed)}",
        });
    }
}
