using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Cli;

/// <summary>Finds the repository, where scenarios, snapshots and schemas are.</summary>
internal static class RepositoryRoot
{
    private const string Marker = "Utrace.sln";

    /// <summary>The directory named by --root, else the nearest one above the current directory, else above the executable, that holds Utrace.sln.</summary>
    public static string Find(string? given, string currentDirectory, string executableDirectory)
    {
        if (given is not null)
        {
            var full = Path.GetFullPath(given, currentDirectory);
            return Directory.Exists(Path.Combine(full, "fixtures", "scenarios"))
                ? full
                : throw new UserError(
                    ExitCode.Usage, $"'{given}' holds no scenarios", "--root", "a directory with fixtures/scenarios in it",
                    "name the root of the repository, the directory with Utrace.sln");
        }

        return Above(currentDirectory) ?? Above(executableDirectory) ?? throw new UserError(
            ExitCode.Usage, "the repository is not here", $"searched upwards from {currentDirectory} and from the executable",
            "a directory that holds Utrace.sln", "change into the repository, or name it with --root DIR");
    }

    private static string? Above(string start)
    {
        for (var d = new DirectoryInfo(start); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, Marker)))
            {
                return d.FullName;
            }
        }

        return null;
    }
}
