using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>
/// Children in process groups of their own, so that one signal reaches a child and all it started. A guard, a shell of a few lines, kills the groups that are left when this
/// process is gone, however it went: it waits for the end of a pipe that only this process holds. Thread-safe.
/// </summary>
internal static partial class ProcessGroups
{
    private const int SigKill = 9;
    private const string GuardScript = """
        live=' '
        while read -r op id; do
            case $op in
            +) live="$live$id " ;;
            -) case $live in *" $id "*) live="${live%%" $id "*} ${live#*" $id "}" ;; esac ;;
            esac
        done
        for id in $live; do kill -9 "-$id" 2> /dev/null; done
        """;

    private static readonly Lock Sync = new();
    private static readonly string? SetSid = Find("setsid");
    private static StreamWriter? _guard;

    /// <summary>The full path of a program, or null.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return File.Exists(program) ? Path.GetFullPath(program) : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);
    }

    /// <summary>Starts a program with its three streams redirected, the leader of a group of its own.</summary>
    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (SetSid is not null)
        {
            // It replaces itself by the program: the same process, which now leads a session and a group.
            start.FileName = SetSid;
            start.ArgumentList.Add(program);
        }
        else
        {
            start.FileName = program;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        if (SetSid is not null)
        {
            Tell("+", process.Id);
        }

        return process;
    }

    /// <summary>Kills a child that <see cref="Start"/> made, and all of its group.</summary>
    public static void Kill(Process process)
    {
        try
        {
            if (SetSid is null)
            {
                process.Kill(entireProcessTree: true);
                return;
            }

            // The group may have members when its leader is gone; its number is not given anew while it has.
            if (Signal(-process.Id, SigKill) != 0 && !process.HasExited)
            {
                process.Kill(); // It has not come to lead a group yet.
            }

            Tell("-", process.Id);
        }
        catch (InvalidOperationException)
        {
            // It is gone already.
        }
    }

    private static void Tell(string what, int id)
    {
        lock (Sync)
        {
            try
            {
                _guard ??= StartGuard();
                _guard.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {id}"));
                _guard.Flush();
            }
            catch (IOException)
            {
                _guard = null; // Somebody ended the guard; the next child gets a new one.
            }
        }
    }

    private static StreamWriter StartGuard()
    {
        var start = new ProcessStartInfo(SetSid!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "/bin/sh", "-c", GuardScript })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.StandardError.Close();
        return process.StandardInput;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
