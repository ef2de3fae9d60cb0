using System.CommandLine;

namespace Utrace.Conform.Cli;

/// <summary>A verb with the examples and notes that its help shows.</summary>
internal sealed class ConformCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that work, each with what it is for.</summary>
    public IReadOnlyList<(string Line, string What)> Examples { get; init; } = [];

    /// <summary>Text below the examples.</summary>
    public string? Notes { get; init; }
}
