using System.Runtime.InteropServices;
using Spectre.Console;

namespace Utrace.Conform.Cli;

/// <summary>Everything outside of the program that a command may touch; tests give their own. Thread-safe as far as the consoles are.</summary>
internal sealed class Host : IDisposable
{
    /// <summary>Wide enough that nothing breaks a line: what reads a pipe wants lines as they are.</summary>
    private const int PipeWidth = 10_000;

    private readonly CancellationTokenSource _cancel = new();
    private readonly List<IDisposable> _signals = [];

    /// <summary>Makes a host.</summary>
    public Host(IAnsiConsole output, IAnsiConsole error, string currentDirectory, Func<string, string?> variable)
    {
        Out = output;
        Error = error;
        CurrentDirectory = currentDirectory;
        Variable = variable;
    }

    /// <summary>Results go here.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Errors and progress go here.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Where relative paths begin.</summary>
    public string CurrentDirectory { get; }

    /// <summary>Environment variables by name.</summary>
    public Func<string, string?> Variable { get; }

    /// <summary>Set when the user asks to stop.</summary>
    public CancellationToken Cancel => _cancel.Token;

    /// <summary>Whether this is a continuous-integration run.</summary>
    public bool IsContinuousIntegration => string.Equals(Variable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The host of this process: its streams, its directory, its signals.</summary>
    public static Host OfProcess()
    {
        var host = new Host(
            Console(System.Console.Out, System.Console.IsOutputRedirected),
            Console(System.Console.Error, System.Console.IsErrorRedirected),
            Environment.CurrentDirectory,
            Environment.GetEnvironmentVariable);
        host._signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, host.OnSignal));
        host._signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, host.OnSignal));
        return host;
    }

    /// <summary>Asks to stop, as Ctrl-C does.</summary>
    public void Interrupt() => _cancel.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.ForEach(s => s.Dispose());
        _cancel.Dispose();
    }

    private static IAnsiConsole Console(TextWriter writer, bool redirected)
    {
        // Ansi and colour detection read NO_COLOR and TERM; a pipe gets neither.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }

    /// <summary>The first signal asks to stop and keeps what is finished; a second one ends the process at once.</summary>
    private void OnSignal(PosixSignalContext context)
    {
        if (!_cancel.IsCancellationRequested)
        {
            context.Cancel = true;
            _cancel.Cancel();
        }
    }
}
