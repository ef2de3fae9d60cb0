using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>lint PATH...</c>: every defect of scenario documents at once.</summary>
internal static class LintCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Scenario documents, or directories of them (default: all bundled)", Arity = ArgumentArity.ZeroOrMore };
        var json = CommandContext.JsonOption("lint");
        var command = new ConformCommand("lint", "Check scenario documents and show every defect of them")
        {
            Examples =
            [
                ("utrace-conform lint fixtures/scenarios/resume", "a directory"),
                ("utrace-conform lint my-case.yaml", "a single document"),
            ],
            Notes = "Exit codes: 0 no defect, 64 nothing to check, 65 a defect, 66 a file cannot be read.",
        };
        command.Add(paths);
        command.Add(json);
        command.SetAction(result => Run(context, context.RootOf(result), result.GetValue(paths) ?? [], result.GetValue(json)));
        return command;
    }

    private static int Run(CommandContext context, string root, string[] paths, bool json)
    {
        var scenarios = ScenarioLibrary.DirectoryOf(root);
        var files = (paths.Length == 0 ? [scenarios] : paths.Select(context.FullPath)).SelectMany(FilesOf).ToList();
        var loaded = ScenarioFiles.Load(files, root, context.Host.CurrentDirectory);
        var (cases, defects) = (loaded.Scenarios.Length, loaded.Defects);
        if (json)
        {
            context.PrintJson(new LintReport(files.Count, cases, [.. defects.Select(d =>
                new DefectItem(d.Mark.File, d.Mark.Line, d.Mark.Column, d.Message, d.Expected, d.Suggestion))]));
        }
        else
        {
            foreach (var defect in defects)
            {
                context.Line(defect.ToString());
            }


            context.Line($"lint: {Counted.Of(files.Count, "document")}, {Counted.Of(cases, "case")}, {Counted.Of(defects.Length, "defect")}");
        }

        return defects.Length == 0 ? ExitCode.Conformant : ExitCode.BadDocument;
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var files = Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UserError(
            ExitCode.Usage, $"no document in '{path}'", "PATH", "a directory with *.yaml below it, or a file", "name another directory");
    }
}
