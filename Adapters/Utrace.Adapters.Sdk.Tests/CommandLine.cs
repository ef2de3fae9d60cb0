using Spectre.Console.Testing;
using Utrace.Conform.Cli;

namespace Utrace.Adapters.Sdk.Tests;

/// <summary>Command lines of the kit, run in this process.</summary>
internal static class CommandLine
{
    private const int Width = 200;

    public static (int Code, string Out, string Error) Run(params string[] args) => RunIn(Shell.Root, args);

    public static (int Code, string Out, string Error) RunIn(string directory, params string[] args)
    {
        using var output = new TestConsole().Width(Width);
        using var error = new TestConsole().Width(Width);
        using var host = new Host(output, error, directory, _ => null);
        var code = ConformCommandLine.Run(args, host);
        return (code, Clean(output.Output), Clean(error.Output));
    }

    private static string Clean(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).Trim('\n');
}
