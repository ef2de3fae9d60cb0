using System.CommandLine;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conform.Documents;

namespace Utrace.Conform.Commands;

/// <summary>The options of implementations at the other end of a wire.</summary>
internal sealed class WireArguments
{
    private readonly Option<bool> _validate = new("--validate") { Description = "Check every line of the wire protocol, both directions, against its schema" };
    private readonly Option<string?> _trace = new("--trace") { Description = "Write the conversations down: the connection, > kit or < implementation, the line", HelpName = "FILE" };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_validate);
        command.Add(_trace);
    }

    /// <summary>What a command line asks for. The trace is the caller's to dispose.</summary>
    public WireOptions Read(ParseResult result, Func<string, string> fullPath) => new()
    {
        Validate = result.GetValue(_validate),
        Trace = result.GetValue(_trace) is { } file ? new WireTrace(Files.Create(fullPath(file), $"--trace {file}").BaseStream) : null,
    };
}
