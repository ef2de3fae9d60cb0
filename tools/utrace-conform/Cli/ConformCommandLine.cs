using System.CommandLine;
using System.CommandLine.Help;
using Spectre.Console;
using Utrace.Conform.Commands;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Cli;

/// <summary>The tree of verbs, and how one command line is run.</summary>
internal static class ConformCommandLine
{
    /// <summary>How the program is called in messages and examples.</summary>
    public const string ProgramName = "utrace-conform";

    /// <summary>Runs one command line and returns the exit code; never throws.</summary>
    public static int Run(IReadOnlyList<string> args, Host host)
    {
        try
        {
            var result = Build(host).Parse(args);
            var asksForMore = result.Action is HelpWithExamples || result.Action is { ClearsParseErrors: true };
            if (!asksForMore && (result.Errors.Count > 0 || result.Action is null))
            {
                throw ParseErrors.Explain(result);
            }

            return result.Invoke(new InvocationConfiguration
            {
                Output = host.Out.Profile.Out.Writer,
                Error = host.Error.Profile.Out.Writer,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (UserError e)
        {
            foreach (var line in e.Lines)
            {
                host.Error.WriteLine(line);
            }

            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            host.Error.WriteLine("cut: stopped by the user before there was a result");
            return ExitCode.Inconclusive;
        }
        catch (Exception e)
        {
            host.Error.WriteLine($"internal error: {e.Message}");
            host.Error.WriteLine("  do:       report this with the command line and the lines below");
            host.Error.WriteLine(e.ToString());
            return ExitCode.Internal;
        }
    }

    /// <summary>The tree of verbs.</summary>
    public static RootCommand Build(Host host)
    {
        var root = new RootCommand("Tries the documented promises of utrace against an implementation, and says which hold.");
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        var context = new CommandContext(host);
        root.Add(context.Root);
        root.Add(RunCommand.Create(context));
        root.Add(ListCommand.Create(context));
        root.Add(ShowCommand.Create(context));
        root.Add(ExplainCommand.Create(context));
        root.Add(LintCommand.Create(context));
        root.Add(ExploreCommand.Create(context));
        root.Add(JudgeCommand.Create(context));
        root.Add(ReplayCommand.Create(context));
        root.Add(ReportCommand.Create(context));
        root.Add(MergeCommand.Create(context));
        root.Add(UpgradeCommand.Create(context));
        root.Add(ExpectCommand.Create(context));
        root.Add(SelftestCommand.Create(context));
        root.Add(CoverageCommand.Create(context));
        root.Add(AcceptCommand.Create(context));
        root.Add(ServeCommand.Create(context));
        root.Add(NewCommand.Create(context));
        root.Add(SmokeCommand.Create(context));
        root.Add(SchemaCommand.Create(context));
        return root;
    }
}
