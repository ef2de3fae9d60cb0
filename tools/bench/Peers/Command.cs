using System.ComponentModel;
using System.Diagnostics;

namespace Utrace.Bench.Peers;

/// <summary>Other programs, run to their end.</summary>
internal static class Command
{
    /// <summary>What a program printed, and its exit code.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Errors);

    /// <summary>Whether a program is installed.</summary>
    public static bool IsThere(string program)
    {
        try
        {
            Run(Environment.CurrentDirectory, program, "--version");
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static Outcome Run(string directory, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    /// <summary>Runs a program that has to succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static Outcome Must(string directory, string program, params IEnumerable<string> arguments)
    {
        List<string> list = [.. arguments];
        var outcome = Run(directory, program, list);
        return outcome.ExitCode == 0
            ? outcome
            : throw new InvalidOperationException($"{program} {string.Join(' ', list)} ended with {outcome.ExitCode}: {outcome.Output}{outcome.Errors}");
    }
}
