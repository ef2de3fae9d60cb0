using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>A child of the kit; the protocol goes over its standard streams.</summary>
internal sealed class ChildTransport : IWireTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly StderrTail _stderr;
    private int _isKilled;

    private ChildTransport(Process process)
    {
        _process = process;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => Kill(); // What it started may hold its streams open for ever.
        _stderr = new StderrTail(process.StandardError.BaseStream);
    }

    /// <inheritdoc/>
    public Stream Input => _process.StandardOutput.BaseStream;

    /// <inheritdoc/>
    public Stream Output => _process.StandardInput.BaseStream;

    /// <inheritdoc/>
    public string LastWords => _stderr.ToString();

    /// <summary>Starts it.</summary>
    /// <exception cref="AdapterException">There is no such program, or it cannot be run.</exception>
    public static ChildTransport Start(ImmutableArray<string> words)
    {
        if (Directory.Exists(words[0]))
        {
            throw Unavailable(words[0], "it is a directory", null);
        }

        var program = ProcessGroups.Find(words[0]) ?? throw Unavailable(words[0], "there is no such file" + (words[0].Contains('/', StringComparison.Ordinal) ? "" : " on PATH"), null);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(program) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == 0)
        {
            throw Unavailable(words[0], "the file is not executable", null);
        }

        try
        {
            return new ChildTransport(ProcessGroups.Start(program, words.Skip(1)));
        }
        catch (Win32Exception e)
        {
            throw Unavailable(words[0], e.Message, e);
        }
    }

    /// <inheritdoc/>
    public string DescribeEnd()
    {
        var hasExited = _process.WaitForExit(Patience);
        _stderr.WaitForEnd(hasExited ? Patience : TimeSpan.Zero);
        return (hasExited ? Ended(_process.ExitCode) : "the process closed its standard output but goes on") + _stderr;
    }

    /// <inheritdoc/>
    public void Close()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // What was still to be written is lost, and so is the child.
        }

        _process.WaitForExit(Patience);
        Kill();
        _process.WaitForExit(Patience); // Who closed the connection finds nothing of it left.
    }

    /// <inheritdoc/>
    public void Kill()
    {
        if (Interlocked.Exchange(ref _isKilled, 1) == 0)
        {
            ProcessGroups.Kill(_process);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Kill();

    private static string Ended(int code) => code switch
    {
        // The runtime reports a signal as 128 and its number, as shells do.
        128 + 6 => "the process was aborted (SIGABRT)",
        128 + 9 => "the process was killed (SIGKILL)",
        128 + 11 => "the process crashed (SIGSEGV)",
        > 128 and < 160 => string.Create(CultureInfo.InvariantCulture, $"the process was ended by signal {code - 128}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"the process exited with code {code}"),
    };

    private static AdapterException Unavailable(string program, string why, Exception? inner) => new(
        AdapterFailure.Unavailable, $"'{program}' cannot be started: {why}; expected exec:CMD with a program that can be run; do: check the path, or build it first", inner);
}
