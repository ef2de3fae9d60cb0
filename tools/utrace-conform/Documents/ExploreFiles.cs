using System.Text.Json;
using Utrace.Conform.Cli;
using Utrace.Conform.Output;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Documents;

/// <summary>Reads what <c>explore --json</c> printed; what is wrong with it becomes a message.</summary>
internal static class ExploreFiles
{
    /// <summary>Whether a text looks like an exploration: one JSON document over many lines, where a report has one a line.</summary>
    public static bool IsExploration(string text)
    {
        var first = text.AsSpan().TrimStart();
        var end = first.IndexOf('\n');
        return (end < 0 ? first : first[..end]).Trim() is "{";
    }

    /// <summary>The exploration.</summary>
    public static ExploreReport Read(string text, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<ExploreReport>(text, Json.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new UserError(
                ExitCode.BadDocument, $"not an exploration: {e.Message}", name, $"what explore --json prints ({ConformCommandLine.ProgramName} schema explore)", "name such a file, or explore again");
        }
    }
}
