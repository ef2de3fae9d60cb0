using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Reports.Merging;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>merge FILE... -o OUT</c>: one report of the reports of all shards.</summary>
internal static class MergeCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var files = new Argument<string[]>("FILE") { Description = "What run --shard --report jsonl=FILE or explore --shard --json wrote, one for every shard", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "Where the merged report goes", HelpName = "OUT", Required = true };
        var junit = new Option<string?>("--junit") { Description = "Write the merged report as JUnit XML too", HelpName = "FILE" };
        var expectations = new ExpectationArguments();
        var command = new ConformCommand("merge", "Make one report of the reports of all shards of a run, or of an exploration")
        {
            Examples =
            [
                ("utrace-conform merge shard-*.jsonl -o all.jsonl", "the report that one machine would have written"),
                ("utrace-conform merge shard-*.jsonl -o all.jsonl --expectations mine.yaml", "shards that were held against expectations"),
                ("utrace-conform merge explored-*.json -o explored.json", "explorations"),
            ],
            Notes = "Refuses, with every reason at once: gaps, overlaps, cut shards, mixed versions of kit or scenarios, mixed implementations, mixed options.\n"
                + "Exit codes: those of the merged run; 65 the files cannot be merged, 66 a file cannot be read or written.",
        };
        command.Add(files);
        command.Add(output);
        command.Add(junit);
        expectations.AddTo(command);
        command.SetAction(result =>
        {
            var names = result.GetRequiredValue(files);
            var target = result.GetRequiredValue(output);
            var texts = names.Select(n => (Name: n, Text: Files.ReadText(context.FullPath(n), "FILE"))).ToList();
            var explored = texts.FindAll(t => ExploreFiles.IsExploration(t.Text));
            if (explored.Count > 0 && explored.Count < texts.Count)
            {
                throw Refused([$"mixed: {explored[0].Name} is an exploration, {texts.Find(t => !ExploreFiles.IsExploration(t.Text)).Name} is a report; expected one kind: merge them apart"]);
            }

            return explored.Count > 0
                ? Explorations(context, [.. explored.Select(e => (e.Name, ExploreFiles.Read(e.Text, e.Name)))], target)
                : Reports(context, [.. texts.Select(t => new NamedReport(t.Name, StoredReports.Parse(t.Text, t.Name)))], target, result.GetValue(junit), expectations.Read(result), context.RootOf(result));
        });
        return command;
    }

    private static int Reports(
        CommandContext context, IReadOnlyList<NamedReport> parts, string target, string? junit, (IReadOnlyList<string> Files, DateOnly? Today) expectations, string root)
    {
        var (header, merged, defects) = ReportMerge.Merge(parts);
        if (header is null || merged is null)
        {
            throw Refused(defects);
        }

        var library = ScenarioLibrary.Load(root);
        var expected = ExpectedRun.Of(expectations.Files, expectations.Today ?? header.Today, library, header.Adapters, context.FullPath);
        CheckFiles(header, expected);
        var result = expected.Apply(merged, ranAll: string.Equals(header.Scenarios, ReportWriter.HashOf(library.All), StringComparison.Ordinal));
        using (var file = Files.Create(context.FullPath(target), $"--output {target}"))
        {
            var lines = new ReportWriter(file);
            lines.Begin(header with { Expectations = expected.Headers, Today = expected.Today });
            foreach (var verdict in result.Verdicts)
            {
                lines.Report(new RunProgress(verdict, 0, result.Planned));
            }

            lines.End(result);
        }

        if (junit is not null)
        {
            using var file = Files.Create(context.FullPath(junit), $"--junit {junit}");
            JUnit.Write(result, file);
        }

        RunText.Print(context.Host.Out, result, StoredReports.ScenariosOf(result, library, target), header.Seed);
        return result.ExitCode;
    }

    private static int Explorations(CommandContext context, IReadOnlyList<(string Name, ExploreReport Report)> parts, string target)
    {
        var (merged, defects) = ExploreMerge.Merge(parts);
        if (merged is null)
        {
            throw Refused(defects);
        }

        using (var file = Files.Create(context.FullPath(target), $"--output {target}"))
        {
            file.Write(Json.Of(merged) + "\n");
        }

        context.Line(ExploreText.Verdict(merged));
        return ExploreReports.ExitCodeOf(merged);
    }

    /// <summary>Entries can only be judged again with the files that the shards were held against.</summary>
    private static void CheckFiles(ReportHeader header, ExpectedRun expected)
    {
        var given = expected.Headers.Select(e => (e.Adapter, e.Hash)).ToHashSet();
        if (header.Expectations.FirstOrDefault(e => !given.Contains((e.Adapter, e.Hash))) is { } missing)
        {
            throw new UserError(
                ExitCode.BadDocument, $"the shards were held against expectations of '{missing.Adapter}' (content {missing.Hash}), which are not given", "--expectations",
                "the files that the shards were run with, unchanged", "name them with --expectations: an entry about many cases can be judged over all shards only");
        }
    }

    private static UserError Refused(IReadOnlyCollection<string> defects) => new(
        ExitCode.BadDocument,
        $"cannot merge, {Counted.Of(defects.Count, "reason")}:" + string.Concat(defects.Select(d => "\n    " + d)),
        null, "all shards of one run: each once, run to its end, of one kit, scenario set, implementation and set of options", "put these right; nothing was written");
}
