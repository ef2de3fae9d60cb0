using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Cli;

/// <summary>The usual help, then the verb's examples and notes.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ConformCommand { Examples.Count: > 0 } command)
        {
            output.WriteLine("Examples:");
            var width = command.Examples.Max(e => e.Line.Length);
            foreach (var (line, what) in command.Examples)
            {
                output.WriteLine($"  {line.PadRight(width)}  {what}");
            }

            output.WriteLine();
        }

        if (parseResult.CommandResult.Command is ConformCommand { Notes: { } notes })
        {
            output.WriteLine(notes);
            output.WriteLine();
        }

        return ExitCode.Conformant;
    }
}
