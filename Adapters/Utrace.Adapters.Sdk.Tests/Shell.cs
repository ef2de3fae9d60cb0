using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Utrace.Adapters.Sdk.Tests;

/// <summary>Programs that the tests need: a C compiler, make, Python.</summary>
internal static class Shell
{
    /// <summary>Those of PATH.</summary>
    private static readonly string[] Directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');

    public static string Root { get; } = FindRoot();

    public static string SdkC { get; } = Path.Combine(Root, "Adapters", "sdk", "c");

    public static string SdkPython { get; } = Path.Combine(Root, "Adapters", "sdk", "python");

    /// <summary>A test that needs a program which is not there is not a test of anything: it is ignored, with the reason.</summary>
    public static void Need(params string[] programs)
    {
        foreach (var program in programs.Where(p => !Directories.Any(d => File.Exists(Path.Combine(d, p)))))
        {
            Assert.Ignore($"{program} is not on PATH: apt-get install gcc libc6-dev make python3");
        }
    }

    /// <summary>A C compiler of the name, whatever version stands behind it (clang, clang-14): the first of PATH; without one the test is ignored.</summary>
    public static string Compiler(string name)
    {
        var found = Directories.Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, name + "*").Order(StringComparer.Ordinal))
            .FirstOrDefault(f => Path.GetFileName(f)[name.Length..] is var version && (version.Length == 0 || (version[0] == '-' && version.Length > 1 && version[1..].All(char.IsAsciiDigit))));
        if (found is null)
        {
            Assert.Ignore($"{name} is not on PATH: apt-get install {name}");
        }

        return found!;
    }

    /// <summary>Runs a program to its end, which must be a success.</summary>
    public static string Run(string directory, string program, params string[] arguments)
    {
        var (code, text, error) = Start(directory, program, arguments);
        Assert.That(code, Is.Zero, $"{program} {string.Join(' ', arguments)}\n{text}{error}");
        return text;
    }

    /// <summary>Runs a program to its end, which must have this exit code: what it says about that.</summary>
    public static string Fail(string directory, int expected, string program, params string[] arguments)
    {
        var (code, text, error) = Start(directory, program, arguments);
        Assert.That(code, Is.EqualTo(expected), $"{program} {string.Join(' ', arguments)}\n{text}{error}");
        return error;
    }

    /// <summary>Compiles the way an author would, with every warning an error.</summary>
    public static string Compile(string name, IEnumerable<string> files, params string[] flags)
    {
        var program = Path.Combine(TestContext.CurrentContext.WorkDirectory, name);
        Run(SdkC, "gcc", ["-std=c11", "-O1", "-g", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread", .. flags, "-o", program, .. files]);
        return program;
    }

    public static IEnumerable<string> ToyFiles => Directory.EnumerateFiles(Path.Combine(SdkC, "toy"), "*.c").Order(StringComparer.Ordinal);

    private static (int Code, string Out, string Error) Start(string directory, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text, error.Result);
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
