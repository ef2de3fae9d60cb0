using System.CommandLine;
using Utrace.Adapters;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.KnownFailures;
using Utrace.Conformance.KnownFailures.Updating;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>expect --check FILE</c> and <c>expect --update FILE</c>: keeps expectation files true.</summary>
internal static class ExpectCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var check = new Option<string?>("--check") { Description = "Say what is wrong with an expectation file without a run", HelpName = "FILE" };
        var update = new Option<string?>("--update") { Description = "Propose what an expectation file should say, as a difference", HelpName = "FILE" };
        var from = new Option<string?>("--from") { Description = "Take the results of a stored report (default: run every case on the file's implementation)", HelpName = "REPORT" };
        var adapter = new Option<string?>("--adapter") { Description = "With --update: where the implementation is, if it is not built in; whose file, if it does not exist yet", HelpName = "NAME" };
        var tier = new Option<string?>("--tier") { Description = "The control tier of the run", HelpName = "TIER" };
        var write = new Option<bool>("--write") { Description = "Write the proposal" };
        var reason = new Option<string?>("--reason") { Description = "What new entries give as their reason", HelpName = "TEXT" };
        var link = new Option<string?>("--link") { Description = "What new entries give as their link", HelpName = "URL" };
        var expires = new Option<string?>("--expires") { Description = "What new entries give as their expiry: a day, or 'kit VERSION'", HelpName = "WHEN" };
        var today = ExpectationArguments.TodayOption();
        var command = new ConformCommand("expect", "Keep a file of known failures true: check it, or propose what it should say")
        {
            Examples =
            [
                ("utrace-conform expect --update mine.yaml --adapter exec:./mine", "what a first file would say"),
                ("utrace-conform expect --update mine.yaml --from result.jsonl --write --reason 'no stepping yet' --link https://tracker.example/7 --expires 2027-03-31", "after a run"),
                ("utrace-conform expect --check mine.yaml --today $(date -I)", "entries that mean nothing, too much, or have expired"),
            ],
            Notes = "Comments and order are kept; a comment directly above an entry is the entry's. Refuses on inconclusive cases and on a cut run.\n"
                + "Exit codes: 0 nothing to change, or written; 2 a problem, or a proposal that is not written; 3 the results decide nothing; 64, 65, 66 as for run.",
        };
        foreach (var option in new Option[] { check, update, from, adapter, tier, write, reason, link, expires, today })
        {
            command.Add(option);
        }

        command.SetAction(result =>
        {
            var day = ExpectationArguments.DayOf(result.GetValue(today));
            var root = context.RootOf(result);
            return (result.GetValue(check), result.GetValue(update)) switch
            {
                ({ } file, null) => Check(context, root, file, day),
                (null, { } file) => new ExpectUpdate(context, root, day).Run(
                    file, result.GetValue(from), result.GetValue(adapter), RunArguments.TierOf(result.GetValue(tier)), result.GetValue(write),
                    Words(result.GetValue(reason), result.GetValue(link), result.GetValue(expires))),
                _ => throw new UserError(ExitCode.Usage, "say either what to check or what to update", "utrace-conform expect", "--check FILE or --update FILE", "run 'utrace-conform expect --help'"),
            };
        });
        return command;
    }

    private static int Check(CommandContext context, string root, string name, DateOnly? today)
    {
        var file = ExpectationFiles.Read(context.FullPath(name), name);
        var judge = new ExpectationJudge([file], ExpectationContext.Of(ScenarioLibrary.Load(root).All, [], today));
        var problems = judge.StaticProblems.ToList();
        var page = new Page(context.Host.Out);
        foreach (var problem in problems)
        {
            ExpectationText.Print(page, problem);
            page.Blank();
        }

        context.Line($"expect: {Counted.Of(file.Entries.Length, "entry", "entries")}, {Counted.Of(problems.Count, "problem")}");
        return problems.Count == 0 ? ExitCode.Conformant : ExitCode.StaleExpectation;
    }

    private static NewEntryWords Words(string? reason, string? link, string? expires) =>
        expires is not null && Expiry.Parse(expires) is null
            ? throw new UserError(ExitCode.Usage, $"'{expires}' is no expiry", "--expires", "a day like 2027-03-31, or a version of the kit like 'kit 0.2.0'", "write one of these")
            : new NewEntryWords(reason, link, expires);
}
