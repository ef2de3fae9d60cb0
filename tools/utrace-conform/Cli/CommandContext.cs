using System.CommandLine;

namespace Utrace.Conform.Cli;

/// <summary>What the commands share: the host, and the options that every verb has.</summary>
internal sealed class CommandContext(Host host)
{
    /// <summary>Everything outside of the program.</summary>
    public Host Host { get; } = host;

    /// <summary><c>--root DIR</c>.</summary>
    public Option<string?> Root { get; } = new("--root")
    {
        Description = "The repository, where scenarios and snapshots are (default: found upwards from here)",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>A fresh <c>--json</c> option.</summary>
    public static Option<bool> JsonOption(string schema) => new("--json")
    {
        Description = $"Print JSON (its schema: {ConformCommandLine.ProgramName} schema {schema})",
    };

    /// <summary>The root of the repository for this command line.</summary>
    public string RootOf(ParseResult result) =>
        RepositoryRoot.Find(result.GetValue(Root), Host.CurrentDirectory, AppContext.BaseDirectory);

    /// <summary>A path as the user gave it, made absolute.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Host.CurrentDirectory);

    /// <summary>Prints one line of plain text.</summary>
    public void Line(string text = "") => Host.Out.Profile.Out.Writer.WriteLine(text);

    /// <summary>Prints a value as JSON.</summary>
    public void PrintJson<T>(T value) => Line(Json.Of(value));
}
