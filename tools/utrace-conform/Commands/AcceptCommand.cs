using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>accept [CASE...]</c>: received snapshots become verified ones, the difference shown first.</summary>
internal static class AcceptCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var cases = new Argument<string[]>("CASE") { Description = "Snapshots by name or glob (default: all that were received)", Arity = ArgumentArity.ZeroOrMore };
        var command = new ConformCommand("accept", "Make received snapshots the verified ones, showing the difference first")
        {
            Examples =
            [
                ("utrace-conform accept", "everything that the last test run received"),
                ("utrace-conform accept 'resume/*'", "one area"),
            ],
            Notes = "Refuses where CI=true: what a machine accepts nobody has read.",
        };
        command.Add(cases);
        command.SetAction(result => Run(context, context.RootOf(result), result.GetValue(cases) ?? []));
        return command;
    }

    private static int Run(CommandContext context, string root, string[] cases)
    {
        if (context.Host.IsContinuousIntegration)
        {
            throw new UserError(
                ExitCode.Usage, "accept does not run in continuous integration", "CI=true",
                "somebody who reads the difference", "accept on your own machine and commit the verified files");
        }

        var picked = SnapshotStore.Pick(SnapshotStore.Received(root), cases);
        var page = new Page(context.Host.Out);
        foreach (var snapshot in picked)
        {
            var old = snapshot.IsNew ? "" : Files.ReadText(snapshot.Verified, "CASE");
            page.Heading($"{snapshot.Name} ({(snapshot.IsNew ? "new" : "changed")})");
            foreach (var line in TextDiff.Lines(old, Files.ReadText(snapshot.Received, "CASE")))
            {
                page.Line(line, line[0] switch { '+' => "green", '-' => "red", _ => null });
            }

            File.Move(snapshot.Received, snapshot.Verified, overwrite: true);
        }

        context.Line($"accept: {Counted.Of(picked.Count, "snapshot")}");
        return ExitCode.Conformant;
    }
}
