using System.CommandLine;
using Utrace.Adapters;
using Utrace.Adapters.Smoke;
using Utrace.Adapters.Wire.Connections;
using Utrace.Conform.Cli;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>smoke --adapter X</c>: does the adapter itself work, before the suite judges the implementation?</summary>
internal static class SmokeCommand
{
    private const int DefaultDeadline = 3000;

    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var adapter = new Option<string>("--adapter") { Description = $"The adapter: {WireEndpoint.Forms}", HelpName = "NAME", Required = true };
        var deadline = new Option<int>("--deadline") { Description = "How long an answer may take, in milliseconds", HelpName = "MS", DefaultValueFactory = _ => DefaultDeadline };
        var json = CommandContext.JsonOption("smoke");
        var command = new ConformCommand("smoke", "Judge an adapter itself: handshake, every verb, error paths, overlapping calls, settle, reset, control")
        {
            Examples =
            [
                ("utrace-conform smoke --adapter exec:./mine", "before the first run"),
                ("utrace-conform smoke --adapter unix:/tmp/mine.sock --json", "one that runs under a debugger"),
            ],
            Notes = "What the adapter says is not there (-32001) is 'missing': smoke passes, and the cases that need it do not.",
        };
        command.Add(adapter);
        command.Add(deadline);
        command.Add(json);
        command.SetAction(result => Smoke(context, result.GetValue(adapter)!, result.GetValue(deadline), result.GetValue(json)));
        return command;
    }

    private static int Smoke(CommandContext context, string adapter, int deadline, bool json)
    {
        if (deadline is < 1 or > 600_000)
        {
            throw new UserError(ExitCode.Usage, FormattableString.Invariant($"--deadline {deadline}"), "smoke", "milliseconds from 1 to 600000", "leave it out for 3000");
        }

        try
        {
            using var run = new SmokeRun(WireEndpoint.Parse(adapter), TimeSpan.FromMilliseconds(deadline))
            {
                Found = f =>
                {
                    if (!json)
                    {
                        SmokeText.Lines(f).ForEach(context.Line);
                    }
                },
            };
            var result = run.Run(context.Host.Cancel);
            if (json)
            {
                context.PrintJson(result);
            }
            else
            {
                context.Line(SmokeText.Summary(result));
            }

            return result.IsSound ? ExitCode.Conformant : ExitCode.Violation;
        }
        catch (FormatException e)
        {
            throw new UserError(ExitCode.Usage, e.Message, $"--adapter {adapter}", WireEndpoint.Forms, "docs/protocol.md says what each form means");
        }
        catch (AdapterException e)
        {
            throw new UserError(ExitCode.AdapterUnavailable, $"the adapter is not available: {e.Message}", $"--adapter {adapter}", null, "build or start it first");
        }
    }
}
