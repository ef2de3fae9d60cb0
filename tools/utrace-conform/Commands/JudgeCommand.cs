using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Commands;

/// <summary><c>judge LOG --scenario S</c>: a stored log is held against the model.</summary>
internal static class JudgeCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var log = new Argument<string>("LOG") { Description = "A file with an event log, as text or as JSON Lines" };
        var scenario = new Option<string?>("--scenario") { Description = "Which case it is a log of (default: what its header says)", HelpName = "ID" };
        var json = CommandContext.JsonOption("judge");
        var command = new ConformCommand("judge", "Judge a stored log: is it one that the model explains?")
        {
            Examples =
            [
                ("utrace-conform judge my.log --scenario 'resume/lost-resume@RESUME+entry'", "a log without a header"),
                ("utrace-conform judge my.log --json", "a log that names its scenario"),
            ],
            Notes = "Exit codes: 0 legal, 1 illegal, 3 cut off but legal so far, 64 no such scenario, 65 not a log, 66 the file cannot be read.",
        };
        command.Add(log);
        command.Add(scenario);
        command.Add(json);
        command.SetAction(result =>
        {
            var file = result.GetRequiredValue(log);
            var read = LogFiles.Read(context.FullPath(file), file);
            var wanted = ScenarioLibrary.Load(context.RootOf(result)).Single(IdOf(read, result.GetValue(scenario), file), "--scenario");
            var verdict = LogJudge.Of(ModelCache.Normative().Of(wanted), read, $"{ConformCommandLine.ProgramName} judge {file} --scenario '{wanted.Id}'");
            if (result.GetValue(json))
            {
                context.PrintJson(verdict);
            }
            else
            {
                Print(context, verdict, wanted, read);
            }

            return ExitCode.Of([verdict.Kind], isComplete: true);
        });
        return command;
    }

    private static void Print(CommandContext context, CaseVerdict verdict, Scenario scenario, EventLog log)
    {
        var page = new Page(context.Host.Out);
        if (log.ScenarioHash is { } hash && !string.Equals(hash, scenario.Hash, StringComparison.Ordinal))
        {
            page.Line($"warning: the log was made with version {hash} of the scenario, and is judged by version {scenario.Hash}");
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

    private static string IdOf(EventLog log, string? given, string file)
    {
        if (given is not null && log.ScenarioId is { } own && !string.Equals(own, given, StringComparison.Ordinal))
        {
            throw new UserError(
                ExitCode.Usage, $"the log is of '{own}', not of '{given}'", $"--scenario, and the header of {file}",
                "the scenario that the log was made with", "leave --scenario out, or judge another log");
        }

        return given ?? log.ScenarioId ?? throw new UserError(
            ExitCode.Usage, "which scenario is this a log of?", file, "a header line '# scenario: ID', or --scenario ID",
            $"{ConformCommandLine.ProgramName} list scenarios shows the ids");
    }
}
